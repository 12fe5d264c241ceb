import type { AggregateFamily } from './aggregate.ts';
import type { ListSql } from '../sql/list-sql.ts';

/** Places of values that end a streak, with one before and one after the list. */
const breaks = (s: ListSql): string =>
  s.concat(
    s.list(s.number(0)),
    s.filter(
      s.index(s.n, (i) => i),
      (i) => `not (${s.at(s.v, i)} > 0)`,
    ),
    s.list(`${s.n} + 1`),
  );

/** Runs of events whose value is positive. */
export const streaks: AggregateFamily = {
  longest_run: {
    input: 'number',
    meaning: 'most successive events with a value above 0',
    empty: 0,
    fast: ({ values, from, to }) => {
      let [longest, run] = [0, 0];
      for (let i = from; i < to; i++) {
        run = (values[i] as number) > 0 ? run + 1 : 0;
        if (run > longest) longest = run;
      }
      return longest;
    },
    naive: (rows) => {
      const marks = rows.map(({ v }) => (v > 0 ? '+' : '-')).join('');
      return Math.max(...marks.split('-').map((run) => run.length));
    },
    sql: (s) => {
      const at = breaks(s);
      return s.max(s.index(`${s.length(at)} - 1`, (i) => `${s.at(at, `${i} + 1`)} - ${s.at(at, i)} - 1`));
    },
  },
  current_run: {
    input: 'number',
    meaning: 'successive events with a value above 0 up to and with the newest',
    empty: 0,
    fast: ({ values, from, to }) => {
      let run = 0;
      while (from + run < to && (values[from + run] as number) > 0) run++;
      return run;
    },
    naive: (rows) => {
      const stop = rows.findIndex(({ v }) => !(v > 0));
      return stop < 0 ? rows.length : stop;
    },
    sql: (s) => `${s.at(breaks(s), '2')} - 1`,
  },
};
