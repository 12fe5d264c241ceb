import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import type { Slice } from './slice.ts';

/** The value at a place of the list by frequency downwards, then value upwards. */
function placed(slice: Slice, k: number): number {
  const groups = slice.distinct();
  if (k > groups) return NaN;
  const count = slice.frequencies()[groups - k] as number;
  let ahead = 0;
  for (let g = groups - 1; g >= 0 && (slice.frequencies()[g] as number) > count; g--) ahead++;
  return nthWithCount(slice, count, k - ahead);
}

function nthWithCount(slice: Slice, count: number, nth: number): number {
  const sorted = slice.sorted();
  const size = slice.to - slice.from;
  let left = nth;
  for (let i = 0; i < size;) {
    const start = i;
    while (i < size && sorted[i] === sorted[start]) i++;
    if (i - start === count && --left === 0) return sorted[start] as number;
  }
  return NaN;
}

function naivePlaced(rows: readonly NaiveRow[], k: number): number {
  const often = (value: number): number => rows.filter(({ v }) => v === value).length;
  const ranked = [...new Set(rows.map(({ v }) => v))].sort((a, b) => often(b) - often(a) || a - b);
  return ranked[k - 1] ?? NaN;
}

/** Values by how often they occur. */
export const rankedValues: AggregateFamily = {
  mode: {
    input: 'number',
    meaning: 'most frequent value, of several the smallest',
    fast: (slice) => placed(slice, 1),
    naive: (rows) => naivePlaced(rows, 1),
    sql: (s) => s.at(s.ranked(s.v), '1'),
  },
  top_value: {
    input: 'number',
    meaning: 'k-th value by frequency downwards, then value upwards; missing when there are fewer',
    fast: (slice, { k }) => placed(slice, k),
    naive: (rows, { k }) => naivePlaced(rows, k),
    sql: (s, { k }) => s.at(s.ranked(s.v), String(k)),
  },
};
