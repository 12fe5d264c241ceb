import { createRng, shuffle } from '#base';
import { createFrame, stringColumn, take, type Frame } from '#table';
import { describe, expect, it } from 'vitest';
import { buildTable } from './columns/build-table.ts';
import { evaluateClusters } from './evaluate-clusters.ts';
import { explainPair } from './explain-pair.ts';
import { linkRecords } from './link-records.ts';
import { clustersFrame, pairsFrame } from './linked-output.ts';
import { syntheticPeople } from './testing/synthetic-people.ts';
import { joinFiles } from './two-files.ts';
import { waterfallSvg } from './waterfall.ts';

const people = syntheticPeople({ people: 110, records: 4, noise: 0.25, seed: 11 });
const rowOf = new Map(Array.from({ length: people.frame.rows }, (_, row) => [idAt(people.frame, row), row]));

function idAt(frame: Frame, row: number): string {
  const [ids] = frame.columns;
  return ids?.kind === 'string' ? (ids.dictionary[ids.values[row] as number] as string) : '';
}

describe('linkRecords', () => {
  it('finds who is who without labels', async () => {
    const linkage = await linkRecords(buildTable(people.frame, { id: 'record' }));
    const truth = linkage.table.ids.map((id) => String(people.person[rowOf.get(id) as number]));
    const scores = evaluateClusters(Array.from(linkage.clusters, String), truth);
    expect(scores.f1).toBeGreaterThan(0.93);
    expect(scores.precision).toBeGreaterThan(0.95);
  });

  it('gives the same pairs and clusters, to the bit, whatever the order of the rows', async () => {
    const results = [];
    for (const seed of [1, 2, 3]) {
      const order = shuffle(
        Int32Array.from({ length: people.frame.rows }, (_, row) => row),
        createRng(seed),
      );
      const linkage = await linkRecords(buildTable(take(people.frame, order), { id: 'record' }));
      results.push({ pairs: pairsFrame(linkage), clusters: clustersFrame(linkage) });
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('gives the same bits on two threads as on one', async () => {
    const table = buildTable(people.frame, { id: 'record' });
    const one = await linkRecords(table, { threads: 1 });
    const two = await linkRecords(table, { threads: 2 });
    expect(pairsFrame(two)).toEqual(pairsFrame(one));
    expect(two.model).toEqual(one.model);
  });

  it('links across two files only', async () => {
    const rows = Int32Array.from({ length: people.frame.rows }, (_, row) => row);
    const first = take(
      people.frame,
      rows.filter((row) => row % 2 === 0),
    );
    const second = take(
      people.frame,
      rows.filter((row) => row % 2 === 1),
    );
    const { frame, sources } = joinFiles(first, second);
    const linkage = await linkRecords(buildTable(frame, { id: 'record' }, sources));
    const pairs = pairsFrame(linkage);
    const even = new Set(Array.from({ length: first.rows }, (_, row) => idAt(first, row)));
    const [left, right] = pairs.columns;
    const text = (column: typeof left, row: number) =>
      column?.kind === 'string' ? column.dictionary[column.values[row] as number] : undefined;
    expect(pairs.rows).toBeGreaterThan(100);
    for (let row = 0; row < pairs.rows; row++) {
      expect(even.has(text(left, row) ?? '')).toBe(true);
      expect(even.has(text(right, row) ?? '')).toBe(false);
    }
  });
});

describe('many equal records', () => {
  it('are one person, however many they are', async () => {
    const texts = (make: (row: number) => string) => stringColumn(Array.from({ length: 900 }, (_, row) => make(row)));
    const frame = createFrame({
      first_name: texts((row) => (row < 350 ? 'zebulon' : `first${row}`)),
      surname: texts((row) => (row < 350 ? 'quill' : `last${row >> 1}`)),
      dob: texts((row) => (row < 350 ? '1950-05-05' : `19${10 + (row % 90)}-0${1 + (row % 9)}-${10 + (row % 17)}`)),
    });
    const { clusters, pairs } = await linkRecords(buildTable(frame, {}));
    const sizes = new Map<number, number>();
    for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBeGreaterThanOrEqual(350);
    expect(pairs.left.length).toBeLessThan(2000);
  });
});

describe('explainPair', () => {
  it('adds up to the evidence of the pair, and draws it', async () => {
    const linkage = await linkRecords(buildTable(people.frame, { id: 'record' }));
    const a = linkage.pairs.left[0] as number;
    const b = linkage.pairs.right[0] as number;
    const evidence = explainPair(linkage, a, b);
    expect(evidence.totalBits).toBeCloseTo(linkage.pairs.bits[0] as number, 9);
    expect(evidence.sameCluster).toBe(true);
    expect(waterfallSvg(evidence)).toMatch(/^<svg[\s\S]*all together[\s\S]*<\/svg>$/);
  });
});

describe('evaluateClusters', () => {
  it('counts pairs and B-cubed as defined', () => {
    const scores = evaluateClusters(['a', 'a', 'a', 'b', 'c'], ['x', 'x', 'y', 'y', 'y']);
    expect([scores.sharedPairs, scores.foundPairs, scores.truePairs]).toEqual([1, 3, 4]);
    expect(scores.bCubed.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5, 12);
    expect(scores.bCubed.recall).toBeCloseTo((1 + 1 + 1 / 3 + 1 / 3 + 1 / 3) / 5, 12);
  });
});
