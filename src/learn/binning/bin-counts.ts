import { countAtMost, type ValueCounts } from './value-counts.ts';

/** Weight of events and others in consecutive bins. */
export interface BinCounts {
  readonly events: Float64Array;
  readonly others: Float64Array;
}

/** Counts by the bins between ascending cuts. */
function countBins({ values, events, others }: ValueCounts, cuts: readonly number[]): BinCounts {
  const counts = { events: new Float64Array(cuts.length + 1), others: new Float64Array(cuts.length + 1) };
  for (let k = 0, bin = 0; k < values.length; k++) {
    if (bin < cuts.length && (values[k] as number) >= (cuts[bin] as number))
      bin = countAtMost(cuts, values[k] as number);
    counts.events[bin] = (counts.events[bin] as number) + (events[k] as number);
    counts.others[bin] = (counts.others[bin] as number) + (others[k] as number);
  }
  return counts;
}

/** Cuts and the counts of the bins between them. */
export interface Prebins {
  readonly cuts: readonly number[];
  readonly counts: BinCounts;
  /** True when only bins without events or without others told anything: they are kept, and weighed with half counts. */
  readonly isSeparated: boolean;
}

/**
 * Joins bins that hold events only or others only with the bin above (the last with the one below) until none is left:
 * their weight of evidence would be infinite. When nothing would be left to tell apart, keeps them.
 */
export function joinPureBins(values: ValueCounts, cuts: readonly number[]): Prebins {
  let left = cuts;
  let counts = countBins(values, left);
  const first = counts;
  while (left.length > 0) {
    const pure = counts.events.map((events, k) => (events === 0 || counts.others[k] === 0 ? 1 : 0));
    if (!pure.includes(1)) return { cuts: left, counts, isSeparated: false };
    const last = left.length - 1;
    const { length } = pure;
    const isKept = (_: number, k: number): boolean => pure[k] === 0 && (k < last || pure[length - 1] === 0);
    left = left.filter(isKept);
    counts = { events: joined(counts.events, isKept), others: joined(counts.others, isKept) };
  }
  const kept = cuts.filter((_, k) => isFilled(first, k));
  if (kept.length === 0 || cuts.length === 0) return { cuts: [], counts, isSeparated: false };
  return { cuts: kept, counts: countBins(values, kept), isSeparated: true };
}

/** Sums of bins up to each cut that is kept. */
function joined(bins: Float64Array, isKept: (value: number, k: number) => boolean): Float64Array {
  const sums: number[] = [0];
  bins.forEach((value, k) => {
    sums[sums.length - 1] = (sums.at(-1) as number) + value;
    if (k < bins.length - 1 && isKept(value, k)) sums.push(0);
  });
  return Float64Array.from(sums);
}

function isFilled({ events, others }: BinCounts, k: number): boolean {
  return (events[k] as number) + (others[k] as number) > 0;
}
