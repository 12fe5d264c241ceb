import { join } from 'node:path';
import { createRng, shuffle, systemClock } from '#base';
import {
  buildTable,
  clustersFrame,
  evaluateClusters,
  linkRecords,
  pairsFrame,
  readRecords,
  type ClusterScores,
  type Linkage,
} from '#identity';
import { column, take, valueAt, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { splinkRows } from './splink.ts';

/** A file of records with known answers, and what is asked of it. */
export interface KnownFile {
  readonly name: string;
  readonly file: string;
  readonly id: string;
  /** The person of a record, from its id or a column. */
  readonly person: (frame: Frame, row: number) => string;
  readonly f1: number | undefined;
}

const byCluster = (frame: Frame, row: number): string => String(valueAt(column(frame, 'cluster'), row));
const byFebrlId = (frame: Frame, row: number): string =>
  String(valueAt(column(frame, 'rec_id'), row)).split('-')[1] ?? '';

const FILES: readonly KnownFile[] = [
  { name: 'historical_50k', file: 'historical_50k.csv.gz', id: 'unique_id', person: byCluster, f1: 0.83 },
  { name: 'febrl3', file: 'febrl3.csv', id: 'rec_id', person: byFebrlId, f1: 0.997 },
  { name: 'fake_1000', file: 'fake_1000.csv', id: 'unique_id', person: byCluster, f1: undefined },
];

/** Unsupervised linking against known answers, with Splink in the same run, and whatever the order of the rows. */
export const linkageProof: ProofPart = {
  name: 'linkage',
  run: async ({ data, seed, note }) => {
    if (data === undefined) {
      const value = 'the reference data folder is absent (set TALLY_DATA)';
      return [{ metric: 'linkage', value, target: '-', pass: undefined }];
    }
    const rows: ProofRow[] = [];
    for (const known of FILES) {
      note(`linking ${known.name}`);
      rows.push(...(await fileRows(join(data, 'identity', known.file), known)));
    }
    note('linking fake_1000 in two orders');
    rows.push(await orderRow(join(data, 'identity', 'fake_1000.csv'), seed));
    note('Splink');
    rows.push(...splinkRows(join(data, 'identity'), FILES));
    return rows;
  },
};

async function fileRows(path: string, known: KnownFile): Promise<ProofRow[]> {
  const start = systemClock.now();
  const frame = await readRecords(path);
  const linkage = await linkRecords(buildTable(frame, { id: known.id }));
  const seconds = (systemClock.now() - start) / 1000;
  const scores = scoresOf(linkage, frame, known);
  const row: ProofRow = {
    metric: `${known.name}: pairwise F1, without labels or settings`,
    value: describeScores(scores, seconds),
    target: known.f1 === undefined ? 'reported' : `>= ${known.f1}`,
    pass: known.f1 === undefined ? undefined : scores.f1 >= known.f1,
  };
  if (known.name !== 'historical_50k') return [row];
  const time = { metric: `${frame.rows} records linked, 2 threads`, target: '< 10 s' };
  return [row, { ...time, value: `${seconds.toFixed(1)} s`, pass: seconds < 10 }];
}

export function describeScores({ f1, precision, recall, bCubed }: ClusterScores, seconds: number): string {
  const share = (value: number): string => value.toFixed(4);
  return `${share(f1)} (P ${share(precision)}, R ${share(recall)}, B-cubed ${share(bCubed.f1)}; ${seconds.toFixed(1)} s)`;
}

function scoresOf({ table, clusters }: Linkage, frame: Frame, known: KnownFile): ClusterScores {
  const ids = column(frame, known.id);
  const truth = new Map<string, string>();
  for (let row = 0; row < frame.rows; row++) truth.set(String(valueAt(ids, row)), known.person(frame, row));
  return evaluateClusters(
    Array.from(clusters, String),
    table.ids.map((id) => truth.get(id) ?? ''),
  );
}

async function orderRow(path: string, seed: number): Promise<ProofRow> {
  const frame = await readRecords(path);
  const texts: string[] = [];
  for (const salt of [0, 1, 2]) {
    const rows = Int32Array.from({ length: frame.rows }, (_, row) => row);
    const order = salt === 0 ? rows : shuffle(rows, createRng(seed + salt));
    const linkage = await linkRecords(buildTable(take(frame, order), { id: 'unique_id' }));
    texts.push(JSON.stringify([pairsFrame(linkage), clustersFrame(linkage)]));
  }
  const same = texts.every((text) => text === texts[0]);
  return {
    metric: 'fake_1000 shuffled twice: pairs, chances, weights and clusters to the bit',
    value: same ? 'the same' : 'different',
    target: 'the same',
    pass: same,
  };
}
