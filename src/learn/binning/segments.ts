import { twoSidedTail } from '../linear/normal-tail.ts';
import type { BinCounts } from './bin-counts.ts';
import { divergences } from './divergence.ts';
import type { BinningSettings } from './settings.ts';

/** What the partition needs to know of runs of pre-bins; `start` and `end` are the first and last of a run. */
export interface Segments {
  readonly size: number;
  value(start: number, end: number): number;
  /** May this run be a bin? */
  isAllowed(start: number, end: number): boolean;
  /**
   * The way the event rate goes from the run [first, start - 1] to [start, end]: 1 up, -1 down, 0 level; undefined when
   * they may not be neighbours.
   */
  compare(first: number, start: number, end: number): 1 | -1 | 0 | undefined;
}

/** What values of runs refer to. */
export interface SegmentContext {
  readonly settings: BinningSettings;
  /** All events, others and weight of the variable, special and missing included. */
  readonly totals: { readonly events: number; readonly others: number };
  /** Added to the events and others of every run, when bins are separated. */
  readonly smoothing: number;
  /** What counts against a run, from 0; multiplied into its value and subtracted. */
  readonly instability: ((start: number, end: number, value: number) => number) | undefined;
}

/** Values and constraints of all runs of these pre-bins. */
export function segmentsOf(counts: BinCounts, context: SegmentContext): Segments {
  const { settings, totals, smoothing } = context;
  const size = counts.events.length;
  const events = prefix(counts.events);
  const others = prefix(counts.others);
  const sum = (of: Float64Array, start: number, end: number): number => (of[end + 1] as number) - (of[start] as number);
  const minWeight = settings.minSize * (totals.events + totals.others);
  const divergence = divergences[settings.objective];
  const worth = (start: number, end: number): number => {
    const p = (sum(events, start, end) + smoothing) / totals.events;
    const q = (sum(others, start, end) + smoothing) / totals.others;
    const value = divergence(p, q);
    return context.instability === undefined ? value : value - context.instability(start, end, value);
  };
  const values = new Float64Array(size * size);
  for (let start = 0; start < size; start++) {
    for (let end = start; end < size; end++) values[start * size + end] = worth(start, end);
  }
  return {
    size,
    value: (start, end) => values[start * size + end] as number,
    isAllowed: (start, end) => sum(events, start, end) + sum(others, start, end) >= minWeight * (1 - 1e-12),
    compare: (first, start, end) => {
      const left = { events: sum(events, first, start - 1), others: sum(others, first, start - 1) };
      const right = { events: sum(events, start, end), others: sum(others, start, end) };
      return isApart(left, right, settings) ? wayOf(left, right) : undefined;
    },
  };
}

interface Run {
  readonly events: number;
  readonly others: number;
}

function prefix(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k++) sums[k + 1] = (sums[k] as number) + (values[k] as number);
  return sums;
}

/** Cross products compare rates of whole counts exactly. */
function wayOf(left: Run, right: Run): 1 | -1 | 0 {
  const difference = right.events * left.others - left.events * right.others;
  if (difference > 0) return 1;
  return difference < 0 ? -1 : 0;
}

function isApart(left: Run, right: Run, { minRateDifference, maxPValue }: BinningSettings): boolean {
  if (minRateDifference === 0 && maxPValue === undefined) return true;
  const [n, m] = [left.events + left.others, right.events + right.others];
  const difference = left.events / n - right.events / m;
  if (Math.abs(difference) < minRateDifference) return false;
  if (maxPValue === undefined) return true;
  const pooled = (left.events + right.events) / (n + m);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return error > 0 && twoSidedTail(difference / error) <= maxPValue;
}
