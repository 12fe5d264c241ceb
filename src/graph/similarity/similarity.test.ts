import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../store/graph.ts';
import { similarity, similarNodes } from './similarity.ts';

const rows = fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), { maxLength: 30 });

describe('similarity', () => {
  it('is that of the sets of neighbours, for pairs and for the most alike', () => {
    fc.assert(
      fc.property(rows, fc.nat({ max: 8 }), fc.nat({ max: 8 }), (list, a, b) => {
        const edges = {
          nodes: 9,
          sources: Uint32Array.from(list, ([x]) => x),
          targets: Uint32Array.from(list, ([, y]) => y),
        };
        const { graph } = buildGraph(edges, false);
        const near = (v: number): Set<number> =>
          new Set(graph.out.targets.subarray(graph.out.offsets[v], graph.out.offsets[v + 1]));
        const common = [...near(a)].filter((x) => near(b).has(x));
        const told = similarity(graph, a, b);
        expect(told.common).toBe(common.length);
        expect(told.jaccard).toBe(common.length / (new Set([...near(a), ...near(b)]).size || 1));
        expect(told.overlap).toBe(common.length / (Math.min(near(a).size, near(b).size) || 1));
        const found = similarNodes(graph, a, { k: 100, measure: 'jaccard' });
        expect(found.map(({ node }) => node).sort()).toEqual(
          Array.from({ length: 9 }, (_, v) => v).filter((v) => v !== a && similarity(graph, a, v).common > 0),
        );
        for (const { node, ...own } of found) expect(own).toEqual(similarity(graph, a, node));
      }),
    );
  });

  it('leaves hubs out', () => {
    const hub = { nodes: 30, sources: new Uint32Array(29), targets: Uint32Array.from({ length: 29 }, (_, i) => i + 1) };
    const { graph } = buildGraph(hub, false);
    expect(similarNodes(graph, 1, { hub: 10 })).toEqual([]);
    expect(similarNodes(graph, 1, { k: 3 }).map(({ node }) => node)).toEqual([2, 3, 4]);
  });
});
