import { log } from '#base';

/** What a value tells where nothing is known: as much as any does on average. */
const UNKNOWN = 1;

/**
 * How rare it is to be as large, as minus the natural logarithm of the share of values that are (equal ones count half): 1 on
 * average whatever the distribution. NaN tells as much as any on average.
 */
export function upperTails(values: Float64Array): Float64Array {
  return tailsOf(values, (above) => above);
}

/** The same for values that are either unusually large or unusually small. */
export function bothTails(values: Float64Array): Float64Array {
  return tailsOf(values, (above) => Math.min(1, 2 * Math.min(above, 1 - above)));
}

function tailsOf(values: Float64Array, chance: (above: number) => number): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const many = sorted.length;
  return values.map((value) => {
    if (Number.isNaN(value)) return UNKNOWN;
    const [from, to] = [firstFrom(sorted, value, false), firstFrom(sorted, value, true)];
    const above = (many - to + (to - from) / 2) / many;
    return -log(Math.max(chance(above), 0.5 / many));
  });
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
  const first = tails[0] ?? new Float64Array(0);
  return upperTails(first.map((_, v) => tails.reduce((sum, values) => sum + (values[v] as number), 0) / tails.length));
}
