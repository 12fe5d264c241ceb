import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { buildGraph, type Graph } from '#graph';
import { findOutliers } from './find-outliers.ts';
import { lowRank } from './low-rank.ts';
import { standardised } from './matrix.ts';
import { beyondFence, upperTails } from './tails.ts';

const NODES = 400;

/** Groups of twenty that know each other and are alike; one clique of strangers, one node with attributes of another group. */
function planted(seed: number): { readonly graph: Graph; readonly figures: readonly Float64Array[] } {
  const rng = createRng(seed);
  const [sources, targets]: [number[], number[]] = [[], []];
  const link = (a: number, b: number): void => {
    sources.push(a);
    targets.push(b);
  };
  for (let v = 0; v < NODES; v++) for (let i = 0; i < 3; i++) link(v, Math.floor(v / 20) * 20 + rng.below(20));
  const clique = Array.from({ length: 12 }, (_, i) => i * 31);
  for (const a of clique) for (const b of clique) if (a < b) link(a, b);
  const figures = Array.from({ length: 6 }, (_, d) =>
    Float64Array.from(
      { length: NODES },
      (_v, v) => Math.cos(Math.floor((v === 205 ? 60 : v) / 20) * (d + 1)) + 0.1 * rng.normal(),
    ),
  );
  const edges = { nodes: NODES, sources: Uint32Array.from(sources), targets: Uint32Array.from(targets) };
  return { graph: buildGraph(edges, false).graph, figures };
}

describe('outliers', () => {
  it('find a clique of strangers and a node among others of another kind', async () => {
    const { graph, figures } = planted(3);
    const { score, voices } = await findOutliers(graph, figures, { seed: 1 });
    const clique = Array.from({ length: 12 }, (_, i) => i * 31);
    const best = (values: Float64Array, nodes: readonly number[]): number[] =>
      nodes.toSorted((a, b) => (values[b] as number) - (values[a] as number));
    expect(
      best(score, [...score.keys()])
        .slice(0, 12)
        .sort((a, b) => a - b),
    ).toEqual(clique);
    const others = [...score.keys()].filter((v) => !clique.includes(v));
    expect(best(voices.contrast ?? score, others)[0]).toBe(205);
    expect(voices.contrast?.[205]).toBeGreaterThan(4);
    expect(voices.structure?.[205]).toBe(0);
  });

  it('are the same bits for the same seed, and need no attributes', async () => {
    const { graph, figures } = planted(5);
    const [one, other] = [
      await findOutliers(graph, figures, { seed: 9 }),
      await findOutliers(graph, figures, { seed: 9 }),
    ];
    expect(one.score).toEqual(other.score);
    const alone = await findOutliers(graph, [new Float64Array(NODES).fill(4)], { seed: 9 });
    expect(Object.keys(alone.voices)).toEqual(['structure']);
  });
});

describe('tails', () => {
  it('tell 1 on average, more of what is larger, and nothing of what is not known', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (list) => {
        const values = Float64Array.from(list);
        const tails = upperTails(values);
        values.forEach((a, i) =>
          values.forEach((b, k) => expect(a < b ? (tails[i] as number) < (tails[k] as number) : true).toBe(true)),
        );
        expect(upperTails(Float64Array.from([...list, NaN])).at(-1)).toBe(1);
      }),
    );
    const even = upperTails(Float64Array.from({ length: 10_000 }, (_, i) => i));
    expect(even.reduce((a, b) => a + b, 0) / even.length).toBeCloseTo(1, 2);
  });

  it('beyond the fence are silent about what is common', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => (i === 100 ? 60 : i % 10));
    const tails = beyondFence(values);
    expect(tails.subarray(0, 100).every((tail) => tail === 0)).toBe(true);
    expect(tails[100]).toBeGreaterThan(4);
  });
});

describe('directions', () => {
  it('explain what two hidden figures made', () => {
    const rng = createRng(4);
    const [a, b] = [0, 1].map(() => Float64Array.from({ length: 200 }, () => rng.normal())) as [
      Float64Array,
      Float64Array,
    ];
    const columns = Array.from({ length: 5 }, (_, d) =>
      a.map((value, v) => value * (d + 1) + (b[v] as number) * (3 - d)),
    );
    const { residuals } = lowRank(standardised(columns, 200), { rank: 2, rng });
    expect(Math.max(...residuals)).toBeLessThan(1e-18 * 200 * 1e8);
  });
});
