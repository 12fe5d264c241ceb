/**
 * SQL expressions over the lists of one window, newest row first: `v` values, `w` second values, `t` instants. One text
 * for all dialects: an aggregate is written once in these words. Numbers are doubles, places count from 1.
 */
export interface ListSql {
  readonly v: string;
  readonly w: string;
  readonly t: string;
  /** Number of rows, a double. */
  readonly n: string;
  /** Mean of the values. */
  readonly mean: string;
  /** End of the window, milliseconds. */
  readonly end: string;
  /** Sum in the order of the list. */
  sum(list: string): string;
  map(list: string, value: (item: string) => string): string;
  /** A value for each place 1 to `count`; no value at all when the count is below 1. */
  index(count: string, value: (place: string) => string): string;
  filter(list: string, test: (item: string) => string): string;
  at(list: string, place: string): string;
  /** The first `size` items. */
  head(list: string, size: string): string;
  /** The last `size` items. */
  tail(list: string, size: number): string;
  list(item: string): string;
  concat(...lists: string[]): string;
  length(list: string): string;
  sort(list: string): string;
  min(list: string): string;
  max(list: string): string;
  distinct(list: string): string;
  /** Frequencies of the different items, ascending. */
  counts(list: string): string;
  /** Different items by frequency downwards, then value upwards. */
  ranked(list: string): string;
  pair(a: string, b: string): string;
  when(test: string, value: string, otherwise: string): string;
  floor(x: string): string;
  sqrt(x: string): string;
  log(x: string): string;
  exp(x: string): string;
  number(x: number): string;
  constant(value: string | number): string;
}
