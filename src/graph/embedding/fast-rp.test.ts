import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { buildGraph } from '../store/graph.ts';
import { fastRp } from './fast-rp.ts';

function cosine(values: Float32Array, [a, b]: readonly [number, number], dimensions: number): number {
  let [dot, x, y] = [0, 0, 0];
  for (let d = 0; d < dimensions; d++) {
    const [p, q] = [values[a * dimensions + d] as number, values[b * dimensions + d] as number];
    [dot, x, y] = [dot + p * q, x + p * p, y + q * q];
  }
  return dot / Math.sqrt(x * y || 1);
}

describe('FastRP', () => {
  const rng = createRng(11);
  const sources = Uint32Array.from({ length: 1200 }, () => rng.below(200));
  const targets = sources.map((v) => (rng.chance(0.95) ? Math.floor(v / 20) * 20 + rng.below(20) : rng.below(200)));
  const { graph } = buildGraph({ nodes: 200, sources, targets }, false);

  it('gives the same bits for the same seed, others for another', () => {
    const of = (seed: number): Float32Array => fastRp(graph, { rng: createRng(seed), dimensions: 16 }).values;
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('puts nodes of a group nearer together than others, and a node without edges nowhere', () => {
    const { values, dimensions } = fastRp(graph, { rng: createRng(3) });
    let [within, between] = [0, 0];
    for (let v = 0; v < 200; v += 20) {
      within += cosine(values, [v, v + 7], dimensions);
      between += cosine(values, [v, (v + 47) % 200], dimensions);
    }
    expect(within / 10).toBeGreaterThan(between / 10 + 0.4);
    const lonely = buildGraph({ nodes: 2, sources: new Uint32Array(0), targets: new Uint32Array(0) }, false).graph;
    expect([...fastRp(lonely, { rng: createRng(1), dimensions: 2 }).values]).toEqual([0, 0, 0, 0]);
  });
});
