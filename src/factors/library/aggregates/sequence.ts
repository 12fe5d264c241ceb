import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import { countedValues, entropyOf, entropySql, naiveEntropy } from './frequency.ts';
import { countPairs } from './pair-count.ts';
import type { ListSql } from '../sql/list-sql.ts';
import type { Slice } from './slice.ts';

/** Frequencies of the steps older -> newer, ascending; returns how many different ones there are. */
const countSteps = ({ values, from, to }: Slice, into: Float64Array): number =>
  countPairs({ a: values, aFrom: from + 1, b: values, bFrom: from, size: to - from - 1 }, into);

const steps = (rows: readonly NaiveRow[]): string[] => rows.slice(1).map(({ v }, i) => `${v} ${rows[i]?.v}`);

const stepsSql = (s: ListSql): string => s.index(`${s.n} - 1`, (i) => s.pair(s.at(s.v, `${i} + 1`), s.at(s.v, i)));

/** Steps of a sequence of values: n-grams of length two. */
export const sequences: AggregateFamily = {
  transition_count: {
    input: 'any',
    meaning: 'how often the value `step[0]` is followed directly by `step[1]`',
    empty: 0,
    fast: ({ values, from, to }, { step }) => {
      let count = 0;
      for (let i = from + 1; i < to; i++) if (values[i] === step[0] && values[i - 1] === step[1]) count++;
      return count;
    },
    naive: (rows, { step }) => rows.filter(({ v }, i) => v === step[0] && rows[i - 1]?.v === step[1]).length,
    sql: (s, { step }) => {
      const test = (i: string): string =>
        `${s.at(s.v, `${i} + 1`)} = ${s.constant(step[0])} and ${s.at(s.v, i)} = ${s.constant(step[1])}`;
      return s.length(
        s.filter(
          s.index(`${s.n} - 1`, (i) => i),
          test,
        ),
      );
    },
  },
  distinct_transitions: {
    input: 'any',
    meaning: 'different steps from a value to the next',
    empty: 0,
    fast: (slice) => (slice.to - slice.from < 2 ? 0 : countSteps(slice, slice.room(slice.to - slice.from))),
    naive: (rows) => new Set(steps(rows)).size,
    sql: (s) => s.distinct(stepsSql(s)),
  },
  change_share: {
    input: 'any',
    meaning: 'share of steps that change the value; missing below two events',
    fast: ({ values, from, to }) => {
      let changes = 0;
      for (let i = from + 1; i < to; i++) if (values[i] !== values[i - 1]) changes++;
      return changes / (to - from - 1);
    },
    naive: (rows) => rows.slice(1).filter(({ v }, i) => rows[i]?.v !== v).length / (rows.length - 1),
    sql: (s) => {
      const test = (i: string): string => `${s.at(s.v, `${i} + 1`)} <> ${s.at(s.v, i)}`;
      return `${s.length(
        s.filter(
          s.index(`${s.n} - 1`, (i) => i),
          test,
        ),
      )} / nullif(${s.n} - 1, 0)`;
    },
  },
  transition_entropy: {
    input: 'any',
    meaning: 'entropy in nats of the steps; missing below two events',
    close: true,
    fast: (slice) => {
      const total = slice.to - slice.from - 1;
      if (total < 1) return NaN;
      const counts = slice.room(total + 1);
      return entropyOf(counts, countSteps(slice, counts), total);
    },
    naive: (rows) => (rows.length < 2 ? NaN : naiveEntropy(steps(rows))),
    sql: (s) => s.when(`${s.n} > 1`, entropySql(s, stepsSql(s), `${s.n} - 1`), 'null'),
  },
};

const pairs = (rows: readonly NaiveRow[]): string[] => rows.map(({ v, w }) => `${v} ${w}`);

const countTogether = (slice: Slice, into: Float64Array): number => {
  const { values, second, from, to } = slice;
  return countPairs({ a: values, aFrom: from, b: second, bFrom: from, size: to - from }, into);
};

/** Values that occur together in one event. */
export const coOccurrences: AggregateFamily = {
  distinct_pairs: {
    input: 'any',
    pairs: true,
    meaning: 'different pairs of the two values',
    empty: 0,
    fast: (slice) => countTogether(slice, slice.room(slice.to - slice.from)),
    naive: (rows) => new Set(pairs(rows)).size,
    sql: (s) => s.distinct(s.index(s.n, (i) => s.pair(s.at(s.v, i), s.at(s.w, i)))),
  },
  pair_top_share: {
    input: 'any',
    pairs: true,
    meaning: 'share of the most frequent pair of the two values',
    fast: (slice) => {
      const counts = slice.room(slice.to - slice.from);
      return (counts[countTogether(slice, counts) - 1] as number) / (slice.to - slice.from);
    },
    naive: (rows) => (countedValues(pairs(rows)).at(-1) ?? NaN) / rows.length,
    sql: (s) => `${s.max(s.counts(s.index(s.n, (i) => s.pair(s.at(s.v, i), s.at(s.w, i)))))} / ${s.n}`,
  },
};
