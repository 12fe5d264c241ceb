import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { weakComponents } from '../algorithms/components.ts';
import { buildGraph, type Graph } from '../store/graph.ts';
import { leiden } from './leiden.ts';
import { modularity } from './modularity.ts';

/** A ring of cliques, each joined to the next by one edge. */
function ringOfCliques(cliques: number, size: number): Graph {
  const edges: [number, number][] = [];
  for (let c = 0; c < cliques; c++) {
    for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) edges.push([c * size + a, c * size + b]);
    edges.push([c * size, ((c + 1) % cliques) * size + 1]);
  }
  return graphOf(cliques * size, edges);
}

function graphOf(nodes: number, edges: readonly (readonly [number, number])[], weights?: readonly number[]): Graph {
  const sources = Uint32Array.from(edges, ([from]) => from);
  const targets = Uint32Array.from(edges, ([, to]) => to);
  return buildGraph({ nodes, sources, targets, weights: weights && Float64Array.from(weights) }, false).graph;
}

/** Whether every community is connected by edges within it. */
function areConnected({ nodes, out }: Graph, communityOf: Uint32Array): boolean {
  const inner: [number, number][] = [];
  for (let v = 0; v < nodes; v++) {
    for (let a = out.offsets[v] ?? 0; a < (out.offsets[v + 1] ?? 0); a++) {
      const w = out.targets[a] ?? 0;
      if (communityOf[v] === communityOf[w]) inner.push([v, w]);
    }
  }
  const parts = weakComponents(graphOf(nodes, inner));
  return new Set(parts).size === new Set(communityOf).size;
}

describe('Leiden', () => {
  it('finds the cliques of a ring', () => {
    const { communityOf, communities, modularity: found } = leiden(ringOfCliques(12, 6));
    expect(communities).toBe(12);
    expect([...communityOf]).toEqual(Array.from({ length: 72 }, (_, v) => Math.floor(v / 6)));
    expect(found).toBeCloseTo(180 / 192 - 1 / 12, 12);
  });

  it('finds planted groups, whatever the order of the edges', () => {
    const rng = createRng(11);
    const edges = Array.from({ length: 6000 }, () => {
      const group = rng.below(20);
      const inside = rng.chance(0.8);
      return [group * 20 + rng.below(20), inside ? group * 20 + rng.below(20) : rng.below(400)] as const;
    });
    const { communityOf } = leiden(graphOf(400, edges));
    expect([...communityOf]).toEqual(Array.from({ length: 400 }, (_, v) => Math.floor(v / 20)));
    expect(leiden(graphOf(400, edges.toReversed())).communityOf).toEqual(communityOf);
  });

  it('gives connected communities, never worse than none, on any graph', () => {
    const node = fc.integer({ min: 0, max: 29 });
    const edge = fc.tuple(node, node, fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 90 }), (told) => {
        const graph = graphOf(
          30,
          told.map(([a, b]) => [a, b] as const),
          told.map(([, , weight]) => weight),
        );
        const { communityOf, modularity: found } = leiden(graph, { iterations: 5 });
        expect(areConnected(graph, communityOf)).toBe(true);
        if (graph.out.targets.length > 0) {
          expect(found).toBeGreaterThanOrEqual(modularity(graph, new Uint32Array(30)) - 1e-12);
          expect(found).toBeCloseTo(modularity(graph, communityOf), 12);
        }
      }),
    );
  });

  it('starts from communities that it is given', () => {
    const graph = ringOfCliques(8, 5);
    const { communityOf } = leiden(graph);
    expect(leiden(graph, { from: communityOf }).communityOf).toEqual(communityOf);
    expect(leiden(graphOf(3, [])).communities).toBe(3);
  });
});
