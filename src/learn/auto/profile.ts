import type { Frame } from '#table';
import { encodeTraining } from '../encode.ts';
import type { EncodedFrame, Feature, IgnoredColumn } from '../feature.ts';
import { psi } from '../metric/psi.ts';
import { pickRows } from '../target-rows.ts';
import { aloneAuc } from './alone-auc.ts';
import { duplicateRows } from './duplicate-rows.ts';
import { correlationClusters } from './correlation-clusters.ts';

/** What is known of a column before any model. */
export interface ColumnProfile {
  readonly name: string;
  readonly kind: 'number' | 'category';
  readonly missing: number;
  /** Distinct values (up to 1,000). */
  readonly distinct: number;
  /** Of numbers. */
  readonly min: number | null;
  readonly median: number | null;
  readonly max: number | null;
  /** AUC of the column alone, at least 0.5; missing values are put at their event rate. */
  readonly auc: number;
  /** PSI between the earlier and the later half of the rows, with dates. */
  readonly drift: number | null;
}

/** The data before any model, as plain JSON. */
export interface DataProfile {
  readonly rows: number;
  readonly events: number;
  readonly columns: readonly ColumnProfile[];
  readonly ignored: readonly IgnoredColumn[];
  /** Rows that equal an earlier row in every feature and the label. */
  readonly duplicates: number;
  /** Sets of numeric columns that say nearly the same (rank correlation from 0.9). */
  readonly clusters: readonly (readonly string[])[];
  readonly warnings: readonly string[];
}

export interface ProfiledRows {
  readonly frame: Frame;
  readonly label: Float64Array;
  readonly dates?: Float64Array | undefined;
}

/** From this AUC on, a single column is suspected to know the outcome. */
const LEAK_AUC = 0.97;
/** From this PSI on, a column has moved. */
const DRIFT = 0.25;
/** Columns that are profiled one by one; of wider data these are the first. */
const MOST_COLUMNS = 1_000;

/** Profiles the training rows. */
export function profileData({ frame, label, dates }: ProfiledRows): DataProfile {
  const encoded = encodeTraining(frame, []);
  const halves = dates === undefined ? undefined : halvesOf(dates);
  const columns = encoded.features.slice(0, MOST_COLUMNS).map((feature, f): ColumnProfile => {
    const values = encoded.columns[f] as Float64Array;
    return {
      ...shapeOf(feature, values),
      auc: aloneAuc(feature, values, label),
      drift: halves === undefined ? null : psi(pickRows(values, halves.before), pickRows(values, halves.after)).psi,
    };
  });
  const events = label.reduce((sum, value) => sum + value, 0);
  const rest = {
    rows: frame.rows,
    events,
    columns,
    ignored: encoded.ignored,
    duplicates: duplicateRows(encoded.columns.slice(0, MOST_COLUMNS), label),
    clusters: correlationClusters(encoded),
  };
  return { ...rest, warnings: [...warningsOf(rest, encoded), ...orderWarning(dates)] };
}

function shapeOf({ name, kind }: Feature, values: Float64Array): Omit<ColumnProfile, 'auc' | 'drift'> {
  const present = values.filter((value) => value === value).sort();
  const distinct = new Set<number>();
  for (const value of present) if (distinct.size < 1_000) distinct.add(value);
  const isNumber = kind === 'number';
  const order = (share: number): number | null =>
    isNumber ? (present[Math.floor(share * (present.length - 1))] ?? null) : null;
  return {
    name,
    kind,
    missing: 1 - present.length / values.length,
    distinct: distinct.size,
    min: order(0),
    median: order(0.5),
    max: order(1),
  };
}

function halvesOf(dates: Float64Array): { before: Int32Array; after: Int32Array } {
  const middle = dates.slice().sort()[dates.length >> 1] as number;
  const rows = new Int32Array(dates.length).map((_, row) => row);
  return {
    before: rows.filter((row) => (dates[row] as number) < middle),
    after: rows.filter((row) => (dates[row] as number) >= middle),
  };
}

function warningsOf(profile: Omit<DataProfile, 'warnings'>, encoded: EncodedFrame): string[] {
  const { rows, events, columns, ignored, duplicates, clusters } = profile;
  const rarer = Math.min(events, rows - events);
  const list = ignored.map(({ name, reason }) => `column "${name}" is left out: ${reason}`);
  for (const { name, auc: area, missing, drift } of columns) {
    if (area >= LEAK_AUC) {
      list.push(`column "${name}" alone reaches an AUC of ${area.toFixed(3)}: is it known only after the outcome?`);
    }
    if (missing > 0.95) list.push(`column "${name}" is empty in ${(100 * missing).toFixed(1)} % of the rows`);
    if (drift !== null && drift >= DRIFT) {
      list.push(`column "${name}" has moved between the earlier and the later half (PSI ${drift.toFixed(2)})`);
    }
  }
  if (duplicates > 0) list.push(`${duplicates} of ${rows} rows repeat an earlier row: judgements may flatter`);
  if (rarer < 100) list.push(`only ${rarer} rows have the rarer outcome: all figures are uncertain`);
  if (encoded.features.length > MOST_COLUMNS) {
    list.push(`${encoded.features.length} columns: only the first ${MOST_COLUMNS} are profiled one by one`);
  }
  if (encoded.features.length > rows / 2) {
    list.push(`${encoded.features.length} columns for ${rows} rows: chance alone will look like signal`);
  }
  for (const cluster of clusters) list.push(`columns say nearly the same: ${cluster.join(', ')}`);
  return list;
}

function orderWarning(dates: Float64Array | undefined): string[] {
  const isBack = (date: number, row: number): boolean => row > 0 && date < ((dates as Float64Array)[row - 1] as number);
  if (dates === undefined || !dates.some(isBack)) return [];
  return ['the rows are not in order of their dates: they were ordered by date for validation'];
}
