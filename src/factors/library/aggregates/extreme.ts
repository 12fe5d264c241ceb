import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import type { Slice } from './slice.ts';

function smallest({ values, from, to }: Slice): number {
  let best = values[from] as number;
  for (let i = from + 1; i < to; i++) if ((values[i] as number) < best) best = values[i] as number;
  return best;
}

function largest({ values, from, to }: Slice): number {
  let best = values[from] as number;
  for (let i = from + 1; i < to; i++) if ((values[i] as number) > best) best = values[i] as number;
  return best;
}

const low = (rows: readonly NaiveRow[]): number => rows.reduce((best, { v }) => Math.min(best, v), Infinity);
const high = (rows: readonly NaiveRow[]): number => rows.reduce((best, { v }) => Math.max(best, v), -Infinity);

/** The ends of a range, in size and in time. */
export const extremes: AggregateFamily = {
  min: { input: 'number', meaning: 'smallest value', fast: smallest, naive: low, sql: (s) => s.min(s.v) },
  max: { input: 'number', meaning: 'largest value', fast: largest, naive: high, sql: (s) => s.max(s.v) },
  range: {
    input: 'number',
    meaning: 'largest minus smallest value',
    fast: (slice) => largest(slice) - smallest(slice),
    naive: (rows) => high(rows) - low(rows),
    sql: (s) => `${s.max(s.v)} - ${s.min(s.v)}`,
  },
  last: {
    input: 'number',
    meaning: 'value of the newest event; of equal instants that of the greater position',
    fast: ({ values, from }) => values[from] as number,
    naive: (rows) => rows[0]?.v ?? NaN,
    sql: (s) => s.at(s.v, '1'),
  },
  first: {
    input: 'number',
    meaning: 'value of the oldest event; of equal instants that of the smaller position',
    fast: ({ values, to }) => values[to - 1] as number,
    naive: (rows) => rows.at(-1)?.v ?? NaN,
    sql: (s) => s.at(s.v, s.n),
  },
  change: {
    input: 'number',
    meaning: 'newest minus oldest value',
    fast: ({ values, from, to }) => (values[from] as number) - (values[to - 1] as number),
    naive: (rows) => (rows[0]?.v ?? NaN) - (rows.at(-1)?.v ?? NaN),
    sql: (s) => `${s.at(s.v, '1')} - ${s.at(s.v, s.n)}`,
  },
  max_drawdown: {
    input: 'number',
    meaning: 'greatest fall from a value to a later one, 0 when it never falls',
    fast: ({ values, from, to }) => {
      let later = values[from] as number;
      let fall = 0;
      for (let i = from; i < to; i++) {
        const value = values[i] as number;
        if (value < later) later = value;
        if (value - later > fall) fall = value - later;
      }
      return fall;
    },
    naive: (rows) => high(rows.map((row, i) => ({ ...row, v: row.v - low(rows.slice(0, i + 1)) }))),
    sql: (s) => s.max(s.index(s.n, (i) => `${s.at(s.v, i)} - ${s.min(s.head(s.v, i))}`)),
  },
};
