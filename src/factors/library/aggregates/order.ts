import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import { addUp } from './amount.ts';
import type { ListSql } from '../sql/list-sql.ts';

/** Quantile of a sorted list by linear interpolation (Hyndman and Fan 1996, type 7). */
function quantileOf(sorted: { readonly [index: number]: number }, size: number, q: number): number {
  const place = (size - 1) * q;
  const low = Math.floor(place);
  const base = sorted[low] as number;
  return low + 1 < size ? base + (place - low) * ((sorted[low + 1] as number) - base) : base;
}

const ascending = (rows: readonly NaiveRow[]): number[] => rows.map(({ v }) => v).sort((a, b) => a - b);

function quantileSql(s: ListSql, q: number): string {
  const place = `((${s.n} - 1) * ${s.number(q)})`;
  const low = s.floor(place);
  const sorted = s.sort(s.v);
  const [base, next] = [s.at(sorted, `${low} + 1`), s.at(sorted, `${low} + 2`)];
  return s.when(`${low} + 1 < ${s.n}`, `${base} + (${place} - ${low}) * (${next} - ${base})`, base);
}

/** What depends on the order of values. */
export const orders: AggregateFamily = {
  median: {
    input: 'number',
    meaning: 'exact median: the middle value, or the mean of the two in the middle',
    fast: (slice) => quantileOf(slice.sorted(), slice.to - slice.from, 0.5),
    naive: (rows) => quantileOf(ascending(rows), rows.length, 0.5),
    sql: (s) => quantileSql(s, 0.5),
  },
  quantile: {
    input: 'number',
    meaning: 'exact quantile q, interpolated between neighbours (type 7)',
    fast: (slice, { q }) => quantileOf(slice.sorted(), slice.to - slice.from, q),
    naive: (rows, { q }) => quantileOf(ascending(rows), rows.length, q),
    sql: (s, { q }) => quantileSql(s, q),
  },
  iqr: {
    input: 'number',
    meaning: 'quantile 0.75 minus quantile 0.25',
    fast: (slice) => {
      const sorted = slice.sorted();
      const size = slice.to - slice.from;
      return quantileOf(sorted, size, 0.75) - quantileOf(sorted, size, 0.25);
    },
    naive: (rows) => quantileOf(ascending(rows), rows.length, 0.75) - quantileOf(ascending(rows), rows.length, 0.25),
    sql: (s) => `(${quantileSql(s, 0.75)}) - (${quantileSql(s, 0.25)})`,
  },
  gini: {
    input: 'number',
    meaning:
      'Gini coefficient of the values, sum((2i - n - 1) x_i) / (n sum x_i) over x ascending; missing when the sum is 0',
    fast: (slice) => {
      const sorted = slice.sorted();
      const size = slice.to - slice.from;
      let [weighted, total] = [0, 0];
      for (let i = 0; i < size; i++) {
        weighted += (2 * (i + 1) - size - 1) * (sorted[i] as number);
        total += sorted[i] as number;
      }
      return total === 0 ? NaN : weighted / (size * total);
    },
    naive: (rows) => {
      const total = addUp(ascending(rows));
      const weighted = addUp(ascending(rows).map((x, i) => (2 * (i + 1) - rows.length - 1) * x));
      return total === 0 ? NaN : weighted / (rows.length * total);
    },
    sql: (s) => {
      const sorted = s.sort(s.v);
      const weighted = s.sum(s.index(s.n, (i) => `(2 * ${i} - ${s.n} - 1) * ${s.at(sorted, i)}`));
      return `${weighted} / nullif(${s.n} * ${s.sum(sorted)}, 0)`;
    },
  },
};
