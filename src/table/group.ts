import { bitAt } from './bitmap.ts';
import { float64Column, int32Column, type Column } from './column.ts';
import { column, createFrame, type Frame } from './frame.ts';
import { keyIds } from './key.ts';
import { takeColumn } from './take.ts';

/** What to compute per group. `count` counts rows, the others look at the present values of `of`. */
export type Aggregate =
  | { readonly kind: 'count' }
  | { readonly kind: 'sum' | 'mean' | 'min' | 'max'; readonly of: string };

/**
 * Groups by the values of `keys` (missing is a value of its own) in order of first appearance: a row per group with the
 * key columns and one column per aggregate. A group without present values has sum 0 and a missing mean, min and max.
 *
 * @example
 * groupBy(loans, ['grade'], { loans: { kind: 'count' }, balance: { kind: 'sum', of: 'balance' } });
 */
export function groupBy(frame: Frame, keys: readonly string[], aggregates: Readonly<Record<string, Aggregate>>): Frame {
  const keyColumns = keys.map((name) => column(frame, name));
  const { ids, firstRows } = keyIds(keyColumns, frame.rows);
  const groups = { ids, count: firstRows.length };
  const entries = keys.map((name, index) => [name, takeColumn(keyColumns[index] as Column, firstRows)] as const);
  const added = Object.entries(aggregates).map(
    ([name, aggregate]) => [name, aggregateColumn(frame, aggregate, groups)] as const,
  );
  return createFrame([...entries, ...added]);
}

interface Groups {
  readonly ids: Int32Array;
  readonly count: number;
}

function aggregateColumn(frame: Frame, aggregate: Aggregate, groups: Groups): Column {
  if (aggregate.kind === 'count') {
    const counts = new Int32Array(groups.count);
    for (const id of groups.ids) counts[id] = (counts[id] as number) + 1;
    return int32Column(counts);
  }
  return float64Column(reduce(column(frame, aggregate.of), aggregate.kind, groups));
}

function reduce(source: Column, kind: 'sum' | 'mean' | 'min' | 'max', groups: Groups): Float64Array {
  const out = new Float64Array(groups.count).fill(kind === 'min' || kind === 'max' ? NaN : 0);
  const counts = new Int32Array(groups.count);
  for (let row = 0; row < groups.ids.length; row++) {
    if (!bitAt(source.validity, row)) continue;
    const id = groups.ids[row] as number;
    const value = source.values[row] as number;
    const held = out[id] as number;
    counts[id] = (counts[id] as number) + 1;
    if (kind === 'sum' || kind === 'mean') out[id] = held + value;
    else if (!(held <= value) && kind === 'min') out[id] = value;
    else if (!(held >= value) && kind === 'max') out[id] = value;
  }
  return kind === 'mean' ? out.map((sum, id) => sum / (counts[id] as number)) : out;
}
