import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { findMotifs } from './find-motifs.ts';
import type { Motif } from './motif.ts';
import type { TimedEdges } from './timed-edges.ts';

type Row = readonly [from: number, to: number, time: number, amount: number];

function edgesOf(nodes: number, rows: readonly Row[]): TimedEdges {
  return {
    nodes,
    sources: Uint32Array.from(rows, ([from]) => from),
    targets: Uint32Array.from(rows, ([, to]) => to),
    times: Float64Array.from(rows, ([, , time]) => time),
    amounts: Float64Array.from(rows, ([, , , amount]) => amount),
  };
}

/** Every simple cycle of the rows as its members from the smallest, by trying all paths. */
function allCycles(rows: readonly Row[], admits: (path: readonly Row[]) => boolean): string[] {
  const found = new Set<string>();
  const extend = (path: readonly Row[]): void => {
    const [root, at] = [path[0]?.[0], path.at(-1)?.[1]];
    if (at === root) {
      if (path.length >= 3 && admits(path)) found.add(named(path.map(([from]) => from)));
      return;
    }
    if (path.length >= 5 || path.some(([from]) => from === at)) return;
    for (const row of rows) if (row[0] === at) extend([...path, row]);
  };
  for (const row of rows) extend([row]);
  return [...found].sort();
}

function named(members: readonly number[]): string {
  const at = members.indexOf(Math.min(...members));
  return [...members.slice(at), ...members.slice(0, at)].join(' ');
}

const cyclesIn = (motifs: readonly Motif[]): string[] => motifs.map(({ members }) => named(members)).sort();
const everything = { minScore: -Infinity, maxLength: 5, maxEvenLength: 5 };

const drawn = fc.array(
  fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.nat({ max: 20 }), fc.integer({ min: 1, max: 300 })),
  { maxLength: 26 },
);

describe('cycles', () => {
  it('are those that trying all paths finds: in order within the window, or even in any order', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 3, max: 25 }), (rows, window) => {
        const times = (path: readonly Row[]): number[] => path.map(([, , time]) => time);
        const isOrdered = (path: readonly Row[]): boolean =>
          times(path).every((time, i, all) => i === 0 || (all[i - 1] ?? 0) < time);
        const isEven = (path: readonly Row[]): boolean => {
          const amounts = path.map(([, , , amount]) => amount);
          return Math.max(...amounts) <= Math.min(...amounts) * 1.5;
        };
        const isWithin = (path: readonly Row[]): boolean =>
          Math.max(...times(path)) - Math.min(...times(path)) <= window;
        const expected = allCycles(rows, (path) => isWithin(path) && (isOrdered(path) || isEven(path)));
        const options = { ...everything, kinds: ['cycle'], window, tolerance: 0.5 } as const;
        expect(cyclesIn(findMotifs(edgesOf(7, rows), options).motifs)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(drawn, (rows) => {
        const told = (of: readonly Row[]) =>
          findMotifs(edgesOf(7, of), everything).motifs.map((motif) => ({ ...motif, edges: motif.edges.length }));
        expect(told(rows.toReversed())).toEqual(told(rows));
      }),
    );
  });

  it('of one amount rank above those that chance makes, and a broken one is a chain', () => {
    const rng = createRng(5);
    const rows: Row[] = Array.from({ length: 6000 }, () => [
      rng.below(1000),
      rng.below(1000),
      rng.below(90),
      100 + rng.below(50_000) / 100,
    ]);
    const ring = [5, 190, 44, 702, 310];
    ring.forEach((v, i) => rows.push([v, ring[(i + 1) % 5] ?? 0, rng.below(90), 731.25]));
    const row = [600, 20, 333, 871, 512];
    row.slice(1).forEach((v, i) => rows.push([row[i] ?? 0, v, 10 + i, 688.5 - i]));
    const { motifs } = findMotifs(edgesOf(1000, rows), { kinds: ['cycle', 'chain'] });
    expect(motifs.slice(0, 2).map(({ kind }) => kind)).toContain('cycle');
    expect(cyclesIn(motifs.filter(({ kind }) => kind === 'cycle'))).toContain(named(ring));
    expect(motifs.some(({ kind, members }) => kind === 'chain' && members.join(' ') === row.join(' '))).toBe(true);
    expect(motifs.length).toBeLessThan(20);
  });

  it('tell of a search that was given up', () => {
    const rows: Row[] = [];
    for (let a = 0; a < 12; a++) for (let b = 0; b < 12; b++) rows.push([a, b, a * 12 + b, 10]);
    expect(findMotifs(edgesOf(12, rows), { kinds: ['cycle'], steps: 50 })).toMatchObject({ selfLoops: 12 });
    expect(findMotifs(edgesOf(12, rows), { kinds: ['cycle'], steps: 50 }).givenUp).toBeGreaterThan(0);
  });
});

describe('fans', () => {
  it('are the widest within any window, as counting every window finds', () => {
    fc.assert(
      fc.property(drawn, fc.nat({ max: 12 }), (rows, window) => {
        const { motifs } = findMotifs(edgesOf(7, rows), { ...everything, kinds: ['fan-in'], minFan: 1, window });
        const widest = (centre: number): number => {
          const own = rows.filter(([from, to]) => to === centre && from !== to);
          const within = own.map(([, , start]) => own.filter(([, , time]) => time >= start && time <= start + window));
          return Math.max(0, ...within.map((those) => new Set(those.map(([from]) => from)).size));
        };
        const found = new Map(motifs.map(({ members }) => [members[0], members.length - 1]));
        for (let v = 0; v < 7; v++) expect(found.get(v) ?? 0).toBe(widest(v));
      }),
    );
  });
});

describe('scatter-gather', () => {
  it('joins the ways from one account to another, each out before it is on', () => {
    const rows: Row[] = [
      ...[1, 2, 3, 4].map((m): Row => [0, m, m, 100]),
      ...[1, 2, 3].map((m): Row => [m, 9, 10 + m, 100]),
      [4, 9, 2, 100],
    ];
    const { motifs } = findMotifs(edgesOf(10, rows), { kinds: ['scatter-gather'], minScore: -Infinity });
    expect(motifs.map(({ members }) => members)).toEqual([[0, 9, 1, 2, 3]]);
    expect(motifs[0]).toMatchObject({ start: 1, end: 13, amount: 600 });
    const near = { kinds: ['scatter-gather'], minScore: -Infinity, window: 11 } as const;
    expect(findMotifs(edgesOf(10, rows), near).motifs).toEqual([]);
  });
});

const folder = `${process.env.TALLY_DATA ?? '../shared/data'}/graph/amlsim_20k_cycle200`;
const hasData = existsSync(folder);

describe(`planted circles${hasData ? '' : ' (no reference data here)'}`, () => {
  it.runIf(hasData)('are found without one account that has no part in them', () => {
    const read = (file: string): number[][] =>
      gunzipSync(readFileSync(`${folder}/${file}`))
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').map(Number));
    const flagged = new Set(read('nodes.csv.gz').flatMap(([v = 0, isFraud]) => (isFraud === 1 ? [v] : [])));
    const rows = read('transactions.csv.gz').map(([from = 0, to = 0, amount = 0, time = 0]): Row => [
      ...([from, to, time, amount] as const),
    ]);
    const { motifs } = findMotifs(edgesOf(20_000, rows), { kinds: ['cycle', 'chain'] });
    const members = new Set(motifs.flatMap((motif) => motif.members));
    const right = [...members].filter((v) => flagged.has(v)).length;
    expect(right / members.size).toBeGreaterThan(0.98);
    expect(right).toBeGreaterThan(450);
  });
});
