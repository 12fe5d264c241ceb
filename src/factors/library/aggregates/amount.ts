import type { AggregateFamily, NaiveRow } from './aggregate.ts';

/** Sum of a list in its order, from zero. */
export const addUp = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0);

const values = (rows: readonly NaiveRow[]): number[] => rows.map(({ v }) => v);

/** Totals of amounts. */
export const amounts: AggregateFamily = {
  sum: {
    input: 'number',
    meaning: 'sum of the values, added newest first from 0',
    empty: 0,
    fast: (slice) => slice.sum(),
    naive: (rows) => addUp(values(rows)),
    sql: (s) => s.sum(s.v),
  },
  mean: {
    input: 'number',
    meaning: 'sum divided by count',
    fast: (slice) => slice.sum() / (slice.to - slice.from),
    naive: (rows) => addUp(values(rows)) / rows.length,
    sql: (s) => `${s.sum(s.v)} / ${s.n}`,
  },
  abs_change: {
    input: 'number',
    meaning: 'sum of the absolute differences of successive values, newest pair first',
    fast: ({ values, from, to }) => {
      let total = 0;
      for (let i = from + 1; i < to; i++) total += Math.abs((values[i - 1] as number) - (values[i] as number));
      return total;
    },
    naive: (rows) => addUp(rows.slice(1).map(({ v }, i) => Math.abs((rows[i]?.v ?? NaN) - v))),
    sql: (s) => s.sum(s.index(`${s.n} - 1`, (i) => `abs(${s.at(s.v, i)} - ${s.at(s.v, `${i} + 1`)})`)),
  },
  above_mean: {
    input: 'number',
    meaning: 'values greater than their own mean',
    fast: (slice) => {
      const mean = slice.sum() / (slice.to - slice.from);
      let above = 0;
      for (let i = slice.from; i < slice.to; i++) if ((slice.values[i] as number) > mean) above++;
      return above;
    },
    naive: (rows) => rows.filter(({ v }) => v > addUp(values(rows)) / rows.length).length,
    sql: (s) => s.length(s.filter(s.v, (x) => `${x} > ${s.mean}`)),
  },
};
