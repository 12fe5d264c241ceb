import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EdgeStore } from '../store/edge-store.ts';
import { ascendingPaths } from './ascending-paths.ts';
import { ascendingReach } from './ascending-reach.ts';
import { chainOf } from './chain-of.ts';
import { closingPartners } from './closing-partners.ts';
import { flowThrough, ratioOf } from './flow-through.ts';
import { fundTrace } from './fund-trace.ts';
import { HopSearch } from './hop-search.ts';
import { partnerJaccard, partnerSums } from './partner-sums.ts';

interface Edge {
  readonly source: number;
  readonly target: number;
  readonly type: number;
  readonly occurred: number;
  readonly weight: number;
}

const [NODES, WINDOW] = [7, { from: 4, until: 18 }];
const edges: fc.Arbitrary<readonly Edge[]> = fc
  .array(
    fc.record({
      source: fc.nat({ max: NODES - 1 }),
      target: fc.nat({ max: NODES - 1 }),
      type: fc.nat({ max: 1 }),
      occurred: fc.nat({ max: 20 }),
      weight: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 30 },
  )
  .map((drawn) => drawn.filter(({ source, target }) => source !== target).sort((a, b) => a.occurred - b.occurred));

function storeWith(told: readonly Edge[]): EdgeStore {
  const store = new EdgeStore({ type: true, time: true, weight: true, isDirected: true, nodes: NODES });
  told.forEach((edge, i) => {
    store.insert(edge);
    if (i === 12) store.merge();
  });
  return store;
}

/** Edges of relation 0 in the window; of each source (or target) the newest `limit`. */
function usable(told: readonly Edge[], limit = Infinity, side: 'source' | 'target' = 'source'): Edge[] {
  const inside = told.filter(({ type, occurred }) => type === 0 && occurred >= WINDOW.from && occurred <= WINDOW.until);
  return inside.filter((edge, i) => inside.slice(i + 1).filter((later) => later[side] === edge[side]).length < limit);
}

/** Every trail of edges in strictly ascending time, up to three. */
function trailsFrom(all: readonly Edge[], start: number): Edge[][] {
  const one = all.filter(({ source }) => source === start).map((edge) => [edge]);
  const longer = (trails: Edge[][]): Edge[][] =>
    trails.flatMap((trail) => {
      const last = trail.at(-1);
      return all
        .filter((edge) => edge.source === last?.target && edge.occurred > last.occurred)
        .map((edge) => [...trail, edge]);
    });
  const two = longer(one);
  return [...one, ...two, ...longer(two)];
}

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();
const sumOf = (told: readonly Edge[]): number => told.reduce((sum, { weight }) => sum + weight, 0);

describe('trails, each as its definition says', () => {
  it('reach in ascending time, forwards and backwards, of hubs the newest edges', () => {
    fc.assert(
      fc.property(edges, fc.constantFrom(2, Infinity), (told, limit) => {
        const store = storeWith(told);
        const query = { ...WINDOW, type: 0, hops: 3, limit };
        const forward = trailsFrom(usable(told, limit), 0).map((trail) => `${trail.at(-1)?.target} ${trail.length}`);
        const found = ascendingReach(store, 0, { ...query, direction: 'out' });
        expect(sorted(found.map(({ node, hop }) => `${node} ${hop}`))).toEqual(sorted(forward));
        const backward = Array.from({ length: NODES }, (_, v) => trailsFrom(usable(told, limit, 'target'), v)).flat();
        const towards = backward
          .filter((trail) => trail.at(-1)?.target === 0)
          .map((trail) => `${trail[0]?.source} ${trail.length}`);
        const came = ascendingReach(store, 0, { ...query, direction: 'in' });
        expect(sorted(came.map(({ node, hop }) => `${node} ${hop}`))).toEqual(sorted(towards));
      }),
    );
  });

  it('list paths in ascending time, each once', () => {
    fc.assert(
      fc.property(edges, (told) => {
        const simple = trailsFrom(usable(told), 0)
          .map((trail) => [0, ...trail.map(({ target }) => target)])
          .filter((path) => new Set(path).size === path.length);
        const { paths, isCut } = ascendingPaths(storeWith(told), 0, { ...WINDOW, type: 0, hops: 3 });
        expect(paths.map(String).sort()).toEqual(sorted(simple.map(String)));
        expect(isCut).toBe(false);
        if (paths.length > 1) {
          expect(ascendingPaths(storeWith(told), 0, { ...WINDOW, type: 0, hops: 3, most: 1 })).toMatchObject({
            isCut: true,
          });
        }
      }),
    );
  });

  it('count hops of a shortest way', () => {
    const search = new HopSearch();
    fc.assert(
      fc.property(edges, fc.nat({ max: NODES - 1 }), (told, to) => {
        let reached = new Set([0]);
        let hops = reached.has(to) ? 0 : -1;
        for (let hop = 1; hop <= NODES && hops < 0; hop++) {
          reached = new Set([...reached, ...usable(told).flatMap((e) => (reached.has(e.source) ? [e.target] : []))]);
          if (reached.has(to)) hops = hop;
        }
        expect(search.hops(storeWith(told), [0, to], { ...WINDOW, type: 0 })).toBe(hops);
      }),
    );
  });

  it('sum over partners, and tell who closes a circle', () => {
    fc.assert(
      fc.property(edges, (told) => {
        const store = storeWith(told);
        const query = { ...WINDOW, type: 0 };
        const between = (a: number, b: number): Edge[] => usable(told).filter((e) => e.source === a && e.target === b);
        const large = usable(told).filter((e) => e.source === 1 && e.weight > 4);
        const sums = partnerSums(store, 1, { ...query, direction: 'out', threshold: 4 });
        expect([...sums.values()].reduce((sum, partner) => sum + partner.sum, 0)).toBe(sumOf(large));
        expect(flowThrough(store, 1, { ...query, direction: 'out', threshold: 4 })).toEqual({
          partners: new Set(large.map(({ target }) => target)).size,
          edges: large.length,
          amount: sumOf(large),
        });
        const closing = [...Array(NODES).keys()].filter(
          (v) => v > 1 && between(1, v).length > 0 && between(v, 0).length > 0,
        );
        const found = closingPartners(store, { source: 0, target: 1 }, query);
        expect(found.map(({ node }) => node).sort()).toEqual(closing);
        for (const { node, received, sent } of found) {
          expect([received.sum, sent.sum]).toEqual([sumOf(between(1, node)), sumOf(between(node, 0))]);
          expect(sent.most).toBe(Math.max(...between(node, 0).map(({ weight }) => weight)));
        }
        const sets = [0, 1].map((v) => new Set(usable(told).flatMap((e) => (e.source === v ? [e.target] : []))));
        const [ours = new Set(), theirs = new Set()] = sets;
        const union = new Set([...ours, ...theirs]).size;
        const shared = [...ours].filter((v) => theirs.has(v)).length;
        expect(partnerJaccard(store, [0, 1], { ...query, direction: 'out' })).toBe(union === 0 ? 0 : shared / union);
      }),
    );
  });

  it('follow money, and chains to their end', () => {
    fc.assert(
      fc.property(edges, (told) => {
        const all = told.filter(({ occurred }) => occurred >= WINDOW.from && occurred <= WINDOW.until);
        const came = [new Map([[0, 10]])];
        const hopOf = new Map([[0, 0]]);
        for (let hop = 1; hop <= 2; hop++) {
          const next = new Map<number, number>();
          for (const { source, target, weight } of all) {
            const before = came[hop - 1]?.get(source);
            if (before === undefined || weight <= 0.3 * before || hopOf.has(target)) continue;
            next.set(target, (next.get(target) ?? 0) + weight);
          }
          for (const node of next.keys()) hopOf.set(node, hop);
          came.push(next);
        }
        const expected = came.slice(1).flatMap((level, i) => [...level].map(([v, sum]) => `${v} ${sum / 10} ${i + 1}`));
        const found = fundTrace(storeWith(told), new Map([[0, 10]]), {
          ...WINDOW,
          types: [0, 1],
          hops: 2,
          threshold: 0.3,
        });
        const lines = Array.from(found.nodes, (node, i) => `${node} ${found.ratios[i]} ${found.hops[i]}`);
        expect(lines.sort()).toEqual(expected.sort());
        let reached = new Set([2]);
        for (let i = 0; i < NODES; i++) {
          reached = new Set([...reached, ...usable(told).flatMap((e) => (reached.has(e.source) ? [e.target] : []))]);
        }
        const chain = chainOf(storeWith(told), 2, { ...WINDOW, type: 0 });
        expect(chain[0]).toBe(2);
        expect(chain.toSorted()).toEqual([...reached].sort());
        expect(chainOf(storeWith(told), 2, { ...WINDOW, type: 0, most: 2 }).length).toBeLessThanOrEqual(2);
      }),
    );
    expect([ratioOf(3, 2), ratioOf(3, 0)]).toEqual([1.5, -1]);
  });

  it('tell where money went by hop and share, of few accounts as of many', () => {
    for (const many of [3, 6000]) {
      const store = new EdgeStore({ type: true, time: true, weight: true, isDirected: true, nodes: many + 2 });
      for (let i = 0; i < many; i++) {
        store.insert({ source: 0, target: 2 + i, type: i % 2, occurred: i, weight: 2 + (i % 7) });
      }
      store.insert({ source: 2, target: 1, type: 0, occurred: many, weight: 5 });
      const query = { types: [0, 1], hops: 3, threshold: 0.1 };
      const { nodes, ratios, hops } = fundTrace(store, new Map([[0, 10]]), query);
      expect([nodes[0], ratios[0], hops[0], nodes.length]).toEqual([1, 0.5, 2, many + 1]);
      const order = [...nodes.keys()].slice(1);
      const expected = order.toSorted(
        (a, b) => (ratios[b] ?? 0) - (ratios[a] ?? 0) || (nodes[a] ?? 0) - (nodes[b] ?? 0),
      );
      expect(order).toEqual(expected);
      const newest = fundTrace(store, new Map([[0, 10]]), { ...query, hops: 1, limit: 1 });
      expect([...newest.nodes].sort()).toEqual([many, many + 1]);
    }
  });
});
