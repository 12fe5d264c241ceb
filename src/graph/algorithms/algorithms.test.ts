import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { buildGraph, undirectedView, type Graph } from '../store/graph.ts';
import { breadthFirst } from './bfs.ts';
import { clusteringCoefficients } from './clustering.ts';
import { weakComponents } from './components.ts';
import { coreNumbers } from './core-numbers.ts';
import { labelPropagation } from './label-propagation.ts';
import { pageRank } from './page-rank.ts';
import { personalisedPageRank } from './personalised-page-rank.ts';
import { shortestPaths } from './shortest-paths.ts';

interface Drawn {
  readonly nodes: number;
  readonly isDirected: boolean;
  readonly edges: readonly (readonly [number, number, number])[];
}

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 14 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  return fc.record({
    nodes: fc.constant(nodes),
    isDirected: fc.boolean(),
    edges: fc.array(fc.tuple(node, node, fc.integer({ min: 1, max: 9 })), { maxLength: 40 }),
  });
});

function built({ nodes, isDirected, edges }: Drawn): Graph {
  const column = (at: 0 | 1): Uint32Array => Uint32Array.from(edges, (edge) => edge[at]);
  const weights = Float64Array.from(edges, ([, , weight]) => weight);
  return buildGraph({ nodes, sources: column(0), targets: column(1), weights }, isDirected).graph;
}

/** Weights by [from][to]; 0 where there is no arc. */
function matrixOf({ nodes, isDirected, edges }: Drawn): number[][] {
  const matrix = Array.from({ length: nodes }, () => Array<number>(nodes).fill(0));
  const add = (from: number, to: number, weight: number): void => {
    const row = matrix[from];
    if (row !== undefined) row[to] = (row[to] ?? 0) + weight;
  };
  for (const [from, to, weight] of edges) {
    if (from === to) continue;
    add(from, to, weight);
    if (!isDirected) add(to, from, weight);
  }
  return matrix;
}

const at = (matrix: readonly (readonly number[])[], v: number, w: number): number => matrix[v]?.[w] ?? 0;
const all = (nodes: number): number[] => Array.from({ length: nodes }, (_, v) => v);

describe('a graph', () => {
  it('holds every edge once, in both directions, ascending', () => {
    fc.assert(
      fc.property(drawn, (told) => {
        const graph = built(told);
        const matrix = matrixOf(told);
        for (const v of all(told.nodes)) {
          const { offsets, targets, weights } = graph.out;
          const row = [...targets.subarray(offsets[v], offsets[v + 1])];
          expect(row).toEqual(all(told.nodes).filter((w) => at(matrix, v, w) > 0));
          expect([...(weights?.subarray(offsets[v], offsets[v + 1]) ?? [])]).toEqual(row.map((w) => at(matrix, v, w)));
          const arrivals = [...graph.in.targets.subarray(graph.in.offsets[v], graph.in.offsets[v + 1])];
          expect(arrivals).toEqual(all(told.nodes).filter((w) => at(matrix, w, v) > 0));
        }
      }),
    );
  });

  it('refuses an edge to nowhere and counts what it leaves out', () => {
    const list = { nodes: 3, sources: Uint32Array.of(0, 1, 1, 0), targets: Uint32Array.of(1, 1, 0, 1) };
    expect(buildGraph(list, false).faults).toEqual({ selfLoops: 1, duplicates: 2 });
    expect(buildGraph(list, true).faults).toEqual({ selfLoops: 1, duplicates: 1 });
    expect(() => buildGraph({ ...list, nodes: 1 }, false)).toThrow(/leads to node 1, but there are 1/);
  });
});

describe('ways', () => {
  it('are as short as they can be', () => {
    fc.assert(
      fc.property(drawn, (told) => {
        const graph = built(told);
        const matrix = matrixOf(told);
        const hops = relaxed(matrix, (weight) => (weight > 0 ? 1 : Infinity));
        const lengths = relaxed(matrix, (weight) => (weight > 0 ? weight : Infinity));
        expect([...breadthFirst(graph, 0)]).toEqual(hops.map((hop) => (hop === Infinity ? -1 : hop)));
        expect([...shortestPaths(graph, 0)]).toEqual(lengths);
      }),
    );
  });
});

/** Bellman and Ford from node 0. */
function relaxed(matrix: readonly (readonly number[])[], length: (weight: number) => number): number[] {
  const lengths = matrix.map((_, v) => (v === 0 ? 0 : Infinity));
  for (const _ of matrix) {
    matrix.forEach((row, v) =>
      row.forEach((weight, w) => {
        lengths[w] = Math.min(lengths[w] ?? Infinity, (lengths[v] ?? Infinity) + length(weight));
      }),
    );
  }
  return lengths;
}

describe('components, cores and coefficients', () => {
  it('are those of their definitions', () => {
    fc.assert(
      fc.property(drawn, (told) => {
        const graph = built(told);
        const matrix = matrixOf(told);
        const touches = (v: number, w: number): boolean => at(matrix, v, w) > 0 || at(matrix, w, v) > 0;
        let labels = all(told.nodes);
        for (const _ of labels) {
          labels = labels.map((label, v) => Math.min(label, ...labels.filter((_other, w) => touches(v, w))));
        }
        expect([...weakComponents(graph)]).toEqual(labels);
        const cores = coreNumbers(graph);
        for (const k of all(told.nodes)) {
          let kept = all(told.nodes);
          for (const _ of kept) kept = kept.filter((v) => kept.filter((w) => touches(v, w)).length >= k);
          expect(all(told.nodes).filter((v) => (cores[v] ?? 0) >= k)).toEqual(kept);
        }
        const coefficients = clusteringCoefficients(graph);
        for (const v of all(told.nodes)) {
          const near = all(told.nodes).filter((w) => touches(v, w));
          const arcs = near.flatMap((a) => near.filter((b) => at(matrix, a, b) > 0)).length;
          const possible = near.length * (near.length - 1);
          expect(coefficients[v]).toBe(possible === 0 ? 0 : arcs / possible);
        }
      }),
    );
  });

  it('take the undirected view of a directed graph', () => {
    const graph = built({
      nodes: 3,
      isDirected: true,
      edges: [
        [0, 1, 2],
        [1, 0, 3],
        [2, 1, 1],
      ],
    });
    expect(undirectedView(graph).out).toMatchObject({
      targets: Uint32Array.of(1, 0, 2, 1),
      weights: Float64Array.of(5, 5, 1, 1),
    });
  });
});

describe('ranks', () => {
  it('add up to one, and those from a seed are those of all walks from it', () => {
    fc.assert(
      fc.property(drawn, (told) => {
        const graph = built(told);
        expect(pageRank(graph, { iterations: 50 }).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        const near = personalisedPageRank(graph, new Map([[0, 1]]), { threshold: 1e-10 });
        const walks = walked(matrixOf(told));
        const ranks = new Map([...near.nodes].map((v, i) => [v, near.ranks[i] ?? 0]));
        for (const v of all(told.nodes)) expect(ranks.get(v) ?? 0).toBeCloseTo(walks[v] ?? 0, 6);
      }),
    );
  });
});

/** Where walks from node 0 end that go on with 0.85 along the weights; those that cannot go on are lost. */
function walked(matrix: readonly (readonly number[])[]): number[] {
  let mass = matrix.map((_, v): number => (v === 0 ? 1 : 0));
  const ends = matrix.map(() => 0);
  for (let step = 0; step < 400; step++) {
    mass.forEach((m, v) => (ends[v] = (ends[v] ?? 0) + 0.15 * m));
    const next = matrix.map(() => 0);
    matrix.forEach((row, v) => {
      const total = row.reduce((a, b) => a + b, 0);
      row.forEach((weight, w) => {
        if (weight > 0) next[w] = (next[w] ?? 0) + (0.85 * (mass[v] ?? 0) * weight) / total;
      });
    });
    mass = next;
  }
  return ends;
}

describe('label propagation', () => {
  it('finds two groups that one edge joins', () => {
    const rng = createRng(5);
    const edges = all(400).map(() => [rng.below(20), rng.below(20), 1] as const);
    const group = edges.flatMap(([a, b]) => [[a, b, 1] as const, [a + 20, b + 20, 1] as const]);
    const labels = labelPropagation(built({ nodes: 40, isDirected: false, edges: [...group, [3, 25, 1]] }), 10);
    expect(new Set(labels.subarray(0, 20)).size).toBe(1);
    expect(new Set(labels.subarray(20)).size).toBe(1);
    expect(labels[0]).not.toBe(labels[30]);
  });
});
