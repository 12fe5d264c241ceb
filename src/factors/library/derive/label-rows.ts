import type { EventColumn, LabelTable } from '../event-table.ts';

/** Labels with a binary outcome, oldest first, cut by time: candidates are chosen on the older part alone. */
export interface SplitLabels {
  readonly train: LabelTable;
  readonly trainBad: Uint8Array;
  readonly test: LabelTable;
  readonly testBad: Uint8Array;
  /** First instant of the newer part. */
  readonly splitAt: number;
  /** Labels without outcome or instant. */
  readonly leftOut: number;
}

/** Cuts labels by time so that the newest `testShare` is for judging. */
export function splitByTime(labels: LabelTable, bad: Float64Array, testShare: number): SplitLabels {
  const usable = Array.from(bad, (_, row) => row).filter(
    (row) => (bad[row] === 0 || bad[row] === 1) && !Number.isNaN(labels.asOf[row]),
  );
  usable.sort((a, b) => (labels.asOf[a] as number) - (labels.asOf[b] as number) || a - b);
  const cut = Math.round(usable.length * (1 - testShare));
  const [older, newer] = [usable.slice(0, cut), usable.slice(cut)];
  const outcomes = (rows: readonly number[]): Uint8Array => Uint8Array.from(rows, (row) => bad[row] as number);
  return {
    train: takeLabels(labels, older),
    trainBad: outcomes(older),
    test: takeLabels(labels, newer),
    testBad: outcomes(newer),
    splitAt: labels.asOf[newer[0] ?? -1] ?? NaN,
    leftOut: labels.rows - usable.length,
  };
}

/** The labels of these rows, in this order. */
export function takeLabels(labels: LabelTable, rows: readonly number[]): LabelTable {
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] as number);
  const keys = new Map<string, EventColumn>(
    [...labels.keys].map(([name, key]) => [name, { ...key, values: take(key.values) }]),
  );
  return { rows: rows.length, asOf: take(labels.asOf), keys };
}

/** At most `most` rows of labels, evenly spaced. */
export function thinned(rows: number, most: number): number[] {
  const stride = Math.max(1, rows / most);
  return Array.from({ length: Math.min(rows, most) }, (_, i) => Math.floor(i * stride));
}
