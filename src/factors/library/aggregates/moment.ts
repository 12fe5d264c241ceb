import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import { addUp } from './amount.ts';
import type { ListSql } from '../sql/list-sql.ts';
import type { Slice } from './slice.ts';

/** Sum of squared deviations from the mean, in a second pass: no cancellation. */
function squares(slice: Slice): number {
  const { values, from, to } = slice;
  const mean = slice.sum() / (to - from);
  let total = 0;
  for (let i = from; i < to; i++) {
    const d = (values[i] as number) - mean;
    total += d * d;
  }
  return total;
}

function higher(slice: Slice, isFourth: boolean): number {
  const { values, from, to } = slice;
  const mean = slice.sum() / (to - from);
  let total = 0;
  for (let i = from; i < to; i++) {
    const d = (values[i] as number) - mean;
    total += isFourth ? d * d * d * d : d * d * d;
  }
  return total / (to - from);
}

const naiveMean = (rows: readonly NaiveRow[]): number => addUp(rows.map(({ v }) => v)) / rows.length;

function naivePower(rows: readonly NaiveRow[], power: 2 | 3 | 4): number {
  const mean = naiveMean(rows);
  const terms = rows.map(({ v }) => Array.from({ length: power }, () => v - mean).reduce((a, b) => a * b));
  return addUp(terms);
}

const naiveVariance = (rows: readonly NaiveRow[]): number =>
  rows.length < 2 ? NaN : naivePower(rows, 2) / (rows.length - 1);

function powerSql(s: ListSql, power: number): string {
  return s.sum(s.map(s.v, (x) => Array.from({ length: power }, () => `(${x} - ${s.mean})`).join(' * ')));
}

const varianceSql = (s: ListSql): string => `${powerSql(s, 2)} / nullif(${s.n} - 1, 0)`;
const spreadSql = (s: ListSql): string => `nullif(${powerSql(s, 2)} / ${s.n}, 0)`;

function variance(slice: Slice): number {
  const size = slice.to - slice.from;
  return size < 2 ? NaN : squares(slice) / (size - 1);
}

/** Spread and shape of values. */
export const moments: AggregateFamily = {
  variance: {
    input: 'number',
    meaning: 'sample variance (n - 1), in two passes; missing below two values',
    fast: variance,
    naive: naiveVariance,
    sql: varianceSql,
  },
  stddev: {
    input: 'number',
    meaning: 'square root of the sample variance',
    fast: (slice) => Math.sqrt(variance(slice)),
    naive: (rows) => Math.sqrt(naiveVariance(rows)),
    sql: (s) => s.sqrt(varianceSql(s)),
  },
  cv: {
    input: 'number',
    meaning: 'coefficient of variation: standard deviation divided by the mean; missing when the mean is 0',
    fast: (slice) => Math.sqrt(variance(slice)) / (slice.sum() / (slice.to - slice.from)),
    naive: (rows) => Math.sqrt(naiveVariance(rows)) / naiveMean(rows),
    sql: (s) => `${s.sqrt(varianceSql(s))} / nullif(${s.mean}, 0)`,
  },
  skew: {
    input: 'number',
    meaning: 'population skewness m3 / m2^1.5; missing when all values are equal',
    fast: (slice) => {
      const m2 = squares(slice) / (slice.to - slice.from);
      return m2 === 0 ? NaN : higher(slice, false) / (m2 * Math.sqrt(m2));
    },
    naive: (rows) => {
      const m2 = naivePower(rows, 2) / rows.length;
      return m2 === 0 ? NaN : naivePower(rows, 3) / rows.length / (m2 * Math.sqrt(m2));
    },
    sql: (s) => `(${powerSql(s, 3)} / ${s.n}) / (${spreadSql(s)} * ${s.sqrt(spreadSql(s))})`,
  },
  kurtosis: {
    input: 'number',
    meaning: 'population excess kurtosis m4 / m2^2 - 3; missing when all values are equal',
    fast: (slice) => {
      const m2 = squares(slice) / (slice.to - slice.from);
      return m2 === 0 ? NaN : higher(slice, true) / (m2 * m2) - 3;
    },
    naive: (rows) => {
      const m2 = naivePower(rows, 2) / rows.length;
      return m2 === 0 ? NaN : naivePower(rows, 4) / rows.length / (m2 * m2) - 3;
    },
    sql: (s) => `(${powerSql(s, 4)} / ${s.n}) / (${spreadSql(s)} * ${spreadSql(s)}) - 3`,
  },
};
