import { log } from '#base';

/** What a value tells where nothing is known: as much as any does on average. */
const UNKNOWN = 1;

/**
 * How rare it is to be as large, as minus the natural logarithm of the share of values that are (equal ones count half): 1 on
 * average whatever the distribution. NaN tells as much as any on average.
 */
export function upperTails(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const many = sorted.length;
  return values.map((value) => {
    if (Number.isNaN(value)) return UNKNOWN;
    const [from, to] = [firstFrom(sorted, value, false), firstFrom(sorted, value, true)];
    const above = (many - to + (to - from) / 2) / many;
    return -log(Math.max(above, 0.5 / many));
  });
}

/** Quartiles from the median to the deviation of a normal distribution. */
const QUARTILE = 0.6745;

/**
 * How far values lie beyond Tukey's upper fence (a half more than the range of the quartiles above the third), as minus the natural
 * logarithm of a normal tail about median and quartiles, at most that of one value in twice as many; 0 up to the fence: what is
 * common says nothing.
 */
export function beyondFence(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [low, middle, high] = [at(0.25), at(0.5), at(0.75)];
  // Whole numbers are often all alike about the middle: they count as rounded.
  const spread = Math.max(high - low, 1) / (2 * QUARTILE);
  const fence = high + 1.5 * Math.max(high - low, 1);
  const most = log(2 * Math.max(1, sorted.length));
  return values.map((value) => (value > fence ? Math.min(most, normalTail((value - middle) / spread)) : 0));
}

/** Minus the natural logarithm of the upper tail of a normal distribution, for z above 1: its first order. */
function normalTail(z: number): number {
  return (z * z) / 2 + log(z * 2.5066);
}

/** First place whose value is at least (beyond: above) this one. */
function firstFrom(sorted: Float64Array, value: number, isBeyond: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] as number;
    if (isBeyond ? at <= value : at < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Several tails as one voice: their mean, ranked again. Correlated voices do not count twice. */
export function oneVoice(tails: readonly Float64Array[]): Float64Array {
  return upperTails(meanOf(tails));
}

export function meanOf(tails: readonly Float64Array[]): Float64Array {
  const first = tails[0] ?? new Float64Array(0);
  return first.map((_, v) => tails.reduce((sum, values) => sum + (values[v] as number), 0) / tails.length);
}
