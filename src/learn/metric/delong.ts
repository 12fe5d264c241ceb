import { descendingOrder } from './ranked.ts';

/** An estimate with a two-sided confidence interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

/** Standard normal quantile of 0.975. */
const Z95 = 1.959_963_984_540_054;

/**
 * AUC with the 95 % interval of DeLong, DeLong, Clarke-Pearson (Biometrics 1988), by mid-ranks in O(n log n) (Sun, Xu,
 * IEEE Signal Processing Letters 2014). Needs two rows of each class.
 */
export function aucInterval(labels: Float64Array, scores: Float64Array): Interval {
  const { above, below } = placements(labels, scores);
  const { value, standardError } = spread(above, below);
  return {
    value,
    low: Math.max(0, value - Z95 * standardError),
    high: Math.min(1, value + Z95 * standardError),
    standardError,
  };
}

/**
 * Difference of two AUC on the same rows, first less second, with its 95 % interval: the paired test of DeLong, in which
 * what the two have in common cancels. Needs two rows of each class.
 */
export function aucDifference(labels: Float64Array, first: Float64Array, second: Float64Array): Interval {
  const [a, b] = [placements(labels, first), placements(labels, second)];
  const less = (x: readonly number[], y: readonly number[]): number[] => x.map((value, i) => value - (y[i] as number));
  const [above, below] = [less(a.above, b.above), less(a.below, b.below)];
  const { value, standardError } = spread(above, below);
  return { value, low: value - Z95 * standardError, high: value + Z95 * standardError, standardError };
}

/** For each event the share of others it scores above, and for each other the share of events above it. */
interface Placements {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

function placements(labels: Float64Array, scores: Float64Array): Placements {
  const all = midRanks(scores);
  const isEvent = (row: number): boolean => labels[row] === 1;
  const rows = [...labels.keys()];
  const events = rows.filter(isEvent);
  const others = rows.filter((row) => !isEvent(row));
  const [m, n] = [events.length, others.length];
  const amongEvents = midRanks(Float64Array.from(events, (row) => scores[row] as number));
  const amongOthers = midRanks(Float64Array.from(others, (row) => scores[row] as number));
  const above = events.map((row, i) => ((all[row] as number) - (amongEvents[i] as number)) / n);
  const below = others.map((row, i) => 1 - ((all[row] as number) - (amongOthers[i] as number)) / m);
  return { above, below };
}

function spread(above: readonly number[], below: readonly number[]): Pick<Interval, 'value' | 'standardError'> {
  const [m, n] = [above.length, below.length];
  const value = above.reduce((sum, share) => sum + share, 0) / m;
  return { value, standardError: Math.sqrt(variance(above) / m + variance(below) / n) };
}

/** Ranks from 1 in ascending order, ties sharing their mean rank. */
function midRanks(values: Float64Array): Float64Array {
  const order = descendingOrder(values).reverse();
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
