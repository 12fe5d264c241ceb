import type { EventRows } from './event-rows.ts';

/** What a set of features is computed from. */
export interface FeatureContext {
  readonly events: EventRows;
  /** The node of every row that is asked for. */
  readonly rows: Uint32Array;
  /** Days; an edge is within a window when it is at most so old. Always ends with Infinity. */
  readonly windows: readonly number[];
}

/** A feature: a value for each row, NaN where it has none. */
export type Feature = readonly [name: string, values: Float64Array];

/** `7d`, or `all`. */
export function windowName(days: number): string {
  return days === Infinity ? 'all' : `${days}d`;
}

/** A text as part of the name of a column. */
export function asName(text: string): string {
  return text.trim().replace(/[^\p{L}\p{N}]+/gu, '_') || 'blank';
}
