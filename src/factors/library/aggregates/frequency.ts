import { log } from '#base';
import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import { addUp } from './amount.ts';
import type { ListSql } from '../sql/list-sql.ts';

/** Shannon entropy in nats of frequencies that add up to `total`, added in the order given (ascending). */
export function entropyOf(counts: Float64Array, groups: number, total: number): number {
  let entropy = 0;
  for (let g = 0; g < groups; g++) {
    const share = (counts[g] as number) / total;
    entropy -= share * log(share);
  }
  return entropy;
}

/** Frequencies of different values, ascending. */
export function countedValues(values: readonly (number | string)[]): number[] {
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => a - b);
}

/** Entropy of a list by its definition. */
export function naiveEntropy(values: readonly (number | string)[]): number {
  return countedValues(values).reduce((sum, c) => sum - (c / values.length) * log(c / values.length), 0);
}

/** Entropy of a list in SQL. */
export function entropySql(s: ListSql, list: string, total: string): string {
  return s.sum(s.map(s.counts(list), (c) => `-((${c} / (${total})) * ${s.log(`${c} / (${total})`)})`));
}

const values = (rows: readonly NaiveRow[]): number[] => rows.map(({ v }) => v);

/** What depends on how often values occur. */
export const frequencies: AggregateFamily = {
  distinct: {
    input: 'any',
    meaning: 'different values, exact',
    empty: 0,
    fast: (slice) => slice.distinct(),
    naive: (rows) => new Set(values(rows)).size,
    sql: (s) => s.distinct(s.v),
  },
  new_share: {
    input: 'any',
    meaning: 'share of events whose value did not occur earlier in the window',
    fast: (slice) => slice.distinct() / (slice.to - slice.from),
    naive: (rows) => rows.filter(({ v }, i) => !rows.slice(i + 1).some((older) => older.v === v)).length / rows.length,
    sql: (s) => `${s.distinct(s.v)} / ${s.n}`,
  },
  top_share: {
    input: 'any',
    meaning: 'share of events that hold one of the k most frequent values',
    fast: (slice, { k }) => {
      const groups = slice.distinct();
      const counts = slice.frequencies();
      let top = 0;
      for (let g = groups - 1; g >= 0 && g >= groups - k; g--) top += counts[g] as number;
      return top / (slice.to - slice.from);
    },
    naive: (rows, { k }) => addUp(countedValues(values(rows)).reverse().slice(0, k)) / rows.length,
    sql: (s, { k }) => `${s.sum(s.tail(s.counts(s.v), k))} / ${s.n}`,
  },
  entropy: {
    input: 'any',
    meaning: 'Shannon entropy of the values in nats, terms added from the rarest value on',
    close: true,
    fast: (slice) => entropyOf(slice.frequencies(), slice.distinct(), slice.to - slice.from),
    naive: (rows) => naiveEntropy(values(rows)),
    sql: (s) => entropySql(s, s.v, s.n),
  },
};
