import { DAY_MS } from '#base';
import type { AggregateFamily } from './aggregate.ts';

/** How many events there are and when. */
export const counts: AggregateFamily = {
  count: {
    input: 'events',
    meaning: 'events; with a value those that have it',
    empty: 0,
    fast: ({ from, to }) => to - from,
    naive: (rows) => rows.length,
    sql: ({ n }) => n,
  },
  active_days: {
    input: 'events',
    meaning: 'different UTC days with an event',
    empty: 0,
    fast: ({ times, from, to }) => {
      let days = 0;
      let last = Infinity;
      for (let i = from; i < to; i++) {
        const day = Math.floor((times[i] as number) / DAY_MS);
        if (day !== last) days++;
        last = day;
      }
      return days;
    },
    naive: (rows) => new Set(rows.map(({ t }) => Math.floor(t / DAY_MS))).size,
    sql: (s) => s.distinct(s.map(s.t, (t) => s.floor(`${t} / ${DAY_MS}.0`))),
  },
  days_since_last: {
    input: 'events',
    meaning: 'days from the newest event to the end of the window',
    fast: ({ times, from, end }) => (end - (times[from] as number)) / DAY_MS,
    naive: (rows, { end }) => (end - Math.max(...rows.map(({ t }) => t))) / DAY_MS,
    sql: (s) => `(${s.end} - ${s.at(s.t, '1')}) / ${DAY_MS}.0`,
  },
  days_since_first: {
    input: 'events',
    meaning: 'days from the oldest event to the end of the window',
    fast: ({ times, to, end }) => (end - (times[to - 1] as number)) / DAY_MS,
    naive: (rows, { end }) => (end - Math.min(...rows.map(({ t }) => t))) / DAY_MS,
    sql: (s) => `(${s.end} - ${s.at(s.t, s.n)}) / ${DAY_MS}.0`,
  },
};
