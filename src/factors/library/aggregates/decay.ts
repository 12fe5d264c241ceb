import { exp } from '#base';
import type { AggregateFamily, NaiveContext, NaiveRow } from './aggregate.ts';
import { addUp } from './amount.ts';
import type { ListSql } from '../sql/list-sql.ts';
import type { Slice } from './slice.ts';

const LN2 = 0.693_147_180_559_945_3;

function decayed(slice: Slice, halfLifeMs: number, isAmount: boolean): number {
  const { values, times, from, to, end } = slice;
  let total = 0;
  for (let i = from; i < to; i++) {
    const weight = exp(-LN2 * ((end - (times[i] as number)) / halfLifeMs));
    total += isAmount ? weight * (values[i] as number) : weight;
  }
  return total;
}

const weightOf = ({ t }: NaiveRow, { end, halfLifeMs }: NaiveContext): number => exp(-LN2 * ((end - t) / halfLifeMs));

const weightSql = (s: ListSql, t: string, halfLifeMs: number): string =>
  s.exp(`${s.number(-LN2)} * ((${s.end} - ${t}) / ${s.number(halfLifeMs)})`);

const countSql = (s: ListSql, halfLifeMs: number): string => s.sum(s.map(s.t, (t) => weightSql(s, t, halfLifeMs)));

const sumSql = (s: ListSql, halfLifeMs: number): string =>
  s.sum(s.index(s.n, (i) => `${weightSql(s, s.at(s.t, i), halfLifeMs)} * ${s.at(s.v, i)}`));

/** Sums in which an event loses half its weight in each half-life before the end of the window. */
export const decays: AggregateFamily = {
  decay_count: {
    input: 'events',
    meaning: 'sum of 2^(-age / halfLife) over the events',
    empty: 0,
    close: true,
    fast: (slice, { halfLifeMs }) => decayed(slice, halfLifeMs, false),
    naive: (rows, context) => addUp(rows.map((row) => weightOf(row, context))),
    sql: (s, { halfLifeMs }) => countSql(s, halfLifeMs),
  },
  decay_sum: {
    input: 'number',
    meaning: 'sum of value x 2^(-age / halfLife)',
    empty: 0,
    close: true,
    fast: (slice, { halfLifeMs }) => decayed(slice, halfLifeMs, true),
    naive: (rows, context) => addUp(rows.map((row) => weightOf(row, context) * row.v)),
    sql: (s, { halfLifeMs }) => sumSql(s, halfLifeMs),
  },
  decay_mean: {
    input: 'number',
    meaning: 'decay_sum divided by decay_count; missing when all weight is gone',
    close: true,
    fast: (slice, { halfLifeMs }) => decayed(slice, halfLifeMs, true) / decayed(slice, halfLifeMs, false),
    naive: (rows, context) =>
      addUp(rows.map((row) => weightOf(row, context) * row.v)) / addUp(rows.map((row) => weightOf(row, context))),
    sql: (s, { halfLifeMs }) => `${sumSql(s, halfLifeMs)} / nullif(${countSql(s, halfLifeMs)}, 0)`,
  },
};
