import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EdgeStore } from '../store/edge-store.ts';
import { linearBeliefs } from './linear-beliefs.ts';
import { riskFromSeeds } from './risk-from-seeds.ts';

const NODES = 7;
const pairs = fc.array(fc.tuple(fc.nat({ max: NODES - 1 }), fc.nat({ max: NODES - 1 }), fc.nat({ max: 1 })), {
  maxLength: 14,
});
const priorsDrawn = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: NODES, maxLength: NODES });

/** The same fixed point by elimination of the dense system. */
function dense(
  rows: readonly (readonly [number, number, number])[],
  strengths: readonly number[],
  priors: readonly number[],
): number[] {
  const coupling = Array.from({ length: NODES }, () => new Float64Array(NODES));
  for (const [a, b, type] of rows) {
    if (a === b) continue;
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const)
      (coupling[x] as Float64Array)[y] = ((coupling[x] as Float64Array)[y] as number) + 2 * (strengths[type] ?? 0);
  }
  const system = coupling.map((row, v) =>
    Float64Array.from([
      ...row.map((c, w) => (v === w ? 1 + row.reduce((sum, x) => sum + x * x, 0) : -c)),
      priors[v] ?? 0,
    ]),
  );
  for (const [i, pivot] of system.entries()) {
    const scale = pivot[i] as number;
    pivot.forEach((value, d) => (pivot[d] = value / scale));
    for (const row of system) {
      if (row === pivot) continue;
      const factor = row[i] as number;
      row.forEach((value, d) => (row[d] = value - factor * (pivot[d] as number)));
    }
  }
  return system.map((row) => row[NODES] as number);
}

function edgesOf(rows: readonly (readonly [number, number, number])[]) {
  return {
    nodes: NODES,
    sources: Uint32Array.from(rows, ([a]) => a),
    targets: Uint32Array.from(rows, ([, b]) => b),
    types: rows.map(([, , type]) => type),
  };
}

describe('linearised beliefs', () => {
  it('are the solution of the dense system, within the error that is told', () => {
    fc.assert(
      fc.property(pairs, priorsDrawn, (rows, priors) => {
        const strengths = [0.05, -0.04];
        const { beliefs, error } = linearBeliefs(edgesOf(rows), {
          priors: Float64Array.from(priors),
          strengths,
          shrink: true,
        });
        const scaled = linearBeliefs(edgesOf(rows), {
          priors: Float64Array.from(priors),
          strengths,
          shrink: true,
        }).scale;
        const expected = dense(
          rows,
          strengths.map((s) => s * scaled),
          priors,
        );
        expect(error).toBeLessThanOrEqual(1e-10);
        beliefs.forEach((belief, v) => expect(Math.abs(belief - (expected[v] ?? NaN))).toBeLessThan(1e-9));
      }),
    );
  });

  it('go with homophily and against heterophily', () => {
    const priors = Float64Array.of(0.4, 0, 0, 0, 0, 0, 0);
    const { beliefs } = linearBeliefs(
      edgesOf([
        [0, 1, 0],
        [0, 2, 1],
      ]),
      { priors, strengths: [0.2, -0.2] },
    );
    expect(beliefs[1]).toBeGreaterThan(0.05);
    expect(beliefs[2]).toBeLessThan(-0.05);
  });

  it('are refused where no fixed point is proved, unless they may be weakened', () => {
    const all = Array.from({ length: NODES }, (_, a) =>
      Array.from({ length: a }, (__, b) => [a, b, 0] as const),
    ).flat();
    const options = { priors: new Float64Array(NODES).fill(0.1), strengths: [0.3] };
    expect(() => linearBeliefs(edgesOf(all), options)).toThrow('not proved to converge');
    const { scale, bound } = linearBeliefs(edgesOf(all), { ...options, shrink: true });
    expect(scale).toBeLessThan(1);
    expect(bound).toBeLessThan(1);
  });
});

describe('risk from seeds', () => {
  const day = 86_400;
  function store(): EdgeStore {
    const edges = new EdgeStore({ type: true, time: true });
    edges.insert({ source: 0, target: 1, occurred: 0 });
    edges.insert({ source: 1, target: 2, occurred: 0, type: 1 });
    edges.insert({ source: 3, target: 2, occurred: 10 * day });
    edges.insert({ source: 0, target: 4, occurred: 20 * day });
    return edges;
  }

  it('falls by hop and relation, joins seeds, and tells the way', () => {
    const seeds = [{ node: 0 }, { node: 3, weight: 0.5, since: 0 }];
    const risks = riskFromSeeds(store().layers, seeds, { asOf: 30 * day, strengths: [1, 0.5], hops: 2 });
    const of = (node: number) => risks.find((risk) => risk.node === node);
    expect(of(1)).toMatchObject({ seed: 0, share: 0.5, path: [0, 1] });
    expect(of(2)).toMatchObject({ seed: 3, share: 0.25, path: [3, 2] });
    expect(of(2)?.score).toBeCloseTo(1 - (1 - 0.25) * (1 - 0.125), 12);
    expect(of(0)).toBeUndefined();
    expect(of(3)).toBeUndefined();
  });

  it('sees no edge and no seed that became known later, and forgets with age', () => {
    const early = riskFromSeeds(store().layers, [{ node: 0 }, { node: 3, since: 12 * day }], { asOf: 11 * day });
    expect(early.map(({ node }) => node)).toEqual([1, 2, 3]);
    expect(early[2]).toMatchObject({ node: 3, path: [0, 1, 2, 3] });
    const old = riskFromSeeds(store().layers, [{ node: 0 }], { asOf: 20 * day, hops: 1, edgeHalfLifeDays: 20 });
    expect(old.map(({ node, score }) => [node, Number(score.toFixed(9))])).toEqual([
      [4, 0.5],
      [1, 0.25],
    ]);
  });
});
