import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EdgeStore, type StoredEdge } from '../store/edge-store.ts';
import { MotifWatch, type WatchedMotif, type WatchOptions } from './motif-watch.ts';

type Row = readonly [source: number, target: number, occurred: number, weight?: number];

function replay(
  rows: readonly Row[],
  options: WatchOptions = {},
): { readonly found: WatchedMotif[][]; readonly store: EdgeStore } {
  const store = new EdgeStore({ type: true, time: true, weight: true, isDirected: true });
  const watch = new MotifWatch(store, options);
  const found = rows.map(([source, target, occurred, weight = 1]) => {
    const edge: StoredEdge = { source, target, occurred, weight };
    store.insert(edge);
    return [...watch.completedBy(edge)];
  });
  return { found, store };
}

const kindsOf = (found: readonly WatchedMotif[][]): string[][] => found.map((motifs) => motifs.map(({ kind }) => kind));

describe('watching edges', () => {
  it('tells of a cycle when the edge that closes it comes, not when time runs against it', () => {
    expect(
      replay([
        [0, 1, 1],
        [1, 2, 2],
        [2, 0, 3],
      ]).found,
    ).toEqual([[], [], [{ kind: 'cycle', members: [0, 1, 2], value: 3 }]]);
    expect(
      kindsOf(
        replay([
          [1, 2, 1],
          [0, 1, 2],
          [2, 0, 3],
        ]).found,
      ),
    ).toEqual([[], [], []]);
    expect(
      kindsOf(
        replay(
          [
            [0, 1, 1],
            [1, 2, 200],
            [2, 0, 300],
          ],
          { window: 100 },
        ).found,
      ),
    ).toEqual([[], [], []]);
  });

  it('finds a cycle exactly when trying all ways does', () => {
    const drawn = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 18 });
    fc.assert(
      fc.property(drawn, (pairs) => {
        const rows = pairs.map(([a, b], i): Row => [a, b, i + 1]);
        const reaches = (from: number, to: number, before: number, hops: number): boolean =>
          rows.some(
            ([a, b, at]) =>
              b === to && a !== b && at < before && hops > 0 && (a === from || reaches(from, a, at, hops - 1)),
          );
        const expected = rows.map(([a, b, at]) => a !== b && reaches(b, a, at, 4));
        const { found } = replay(rows, { minFan: 99, minBetween: 99, minPassed: 99 });
        expect(found.map((motifs) => motifs.length > 0)).toEqual(expected);
      }),
    );
  });

  it('tells of fans, gathering and money that passes through', () => {
    const fan = replay(
      [
        [1, 0, 1],
        [2, 0, 2],
        [1, 0, 3],
        [3, 0, 4],
      ],
      { minFan: 3 },
    );
    expect(fan.found.at(-1)).toEqual([{ kind: 'fan-in', members: [0, 1, 2, 3], value: 3 }]);
    const scattered = replay([
      [0, 1, 1],
      [0, 2, 2],
      [0, 3, 3],
      [1, 9, 4],
      [2, 9, 5],
      [3, 9, 6],
    ]);
    expect(scattered.found.at(-1)).toEqual([{ kind: 'scatter-gather', members: [0, 9, 1, 2, 3], value: 3 }]);
    const passed = replay([
      [1, 0, 1, 50],
      [2, 0, 2, 50],
      [0, 3, 3, 60],
      [0, 4, 4, 38],
    ]);
    expect(passed.found.at(-1)).toMatchObject([{ kind: 'pass-through', members: [0, 1, 2, 3, 4] }]);
    expect(passed.found.at(-1)?.[0]?.value).toBeCloseTo(0.98, 6);
  });

  it('tells of chains of guarantees, and of circles', () => {
    const options = { transfers: [1], guarantee: 0, minChain: 4 };
    const chain = replay(
      [
        [0, 1, 1],
        [2, 3, 2],
        [1, 2, 3],
        [3, 0, 4],
      ],
      options,
    );
    expect(chain.found.slice(2)).toEqual([
      [{ kind: 'guarantee-chain', members: [0, 1, 2, 3], value: 4 }],
      [{ kind: 'guarantee-chain', members: [3, 0, 1, 2, 3], value: 4 }],
    ]);
  });

  it('does not see what was recorded later, and asks no more of a hub than it may', () => {
    const store = new EdgeStore({ type: true, time: true, isDirected: true });
    const edge = { source: 2, target: 0, occurred: 3, recorded: 3 };
    store.insert({ source: 0, target: 1, occurred: 1, recorded: 1 });
    store.insert(edge);
    store.insert({ source: 1, target: 2, occurred: 2, recorded: 9 });
    expect(new MotifWatch(store).completedBy(edge)).toEqual([]);
    expect(kindsOf([[...new MotifWatch(store).completedBy({ ...edge, recorded: 9 })]])).toEqual([['cycle']]);
    const rows = Array.from({ length: 3000 }, (_, i): Row => [i + 1, 0, i]);
    const { found } = replay(rows, { hub: 50 });
    expect(found.at(-1)?.[0]).toMatchObject({ kind: 'fan-in', value: 50 });
  });
});
