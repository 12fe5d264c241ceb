import { log } from '#base';

/** One group of a distribution comparison. */
export interface PsiBin {
  /** Upper end of the values (inclusive), Infinity for the last, NaN for missing values. */
  readonly upTo: number;
  readonly expected: number;
  readonly actual: number;
}

/** Population stability index and the shares behind it. Under 0.1 is stable, above 0.25 a shift. */
export interface PsiResult {
  readonly psi: number;
  readonly bins: readonly PsiBin[];
}

/** Added to counts so that an empty bin gives a large number, not an infinite one. */
const SMOOTHING = 0.5;

/**
 * PSI = sum of (actual - expected) ln(actual / expected) over quantile bins of `expected`, with missing values in a bin
 * of their own. Categories work as their codes when there are at most `bins` of them.
 */
export function psi(expected: Float64Array, actual: Float64Array, bins = 10): PsiResult {
  return psiAgainst(psiBaseline(expected, bins), actual);
}

/** One side of a comparison, small enough to be kept: groups and shares without the rows. Plain JSON. */
export interface PsiBaseline {
  readonly rows: number;
  /** Inner edges, ascending; values up to and including an edge are below it. */
  readonly edges: readonly number[];
  /** Smoothed shares: missing values first, then one for each interval. */
  readonly shares: readonly number[];
}

/** The expected side of {@link psi}, to be compared later. */
export function psiBaseline(expected: Float64Array, bins = 10): PsiBaseline {
  const edges = quantileEdges(expected, bins);
  return { rows: expected.length, edges: [...edges], shares: [...shares(expected, edges)] };
}

/** {@link psi} of rows against a kept baseline: the same bits as with the rows behind it. */
export function psiAgainst({ edges, shares: before }: PsiBaseline, actual: Float64Array): PsiResult {
  const after = shares(actual, edges);
  let sum = 0;
  const list = [...before.keys()].map((k) => {
    const [e, a] = [before[k] as number, after[k] as number];
    sum += (a - e) * log(a / e);
    return { upTo: k === 0 ? NaN : (edges[k - 1] ?? Infinity), expected: e, actual: a };
  });
  return { psi: sum, bins: list };
}

/** Distinct inner edges at the quantiles of the present values. */
function quantileEdges(values: Float64Array, bins: number): Float64Array {
  const sorted = values.filter((value) => value === value).sort();
  const edges = new Set<number>();
  const distinct = new Set(sorted.length > 0 ? sampleDistinct(sorted, bins + 1) : []);
  if (distinct.size <= bins) for (const value of distinct) edges.add(value);
  else for (let k = 1; k < bins; k++) edges.add(sorted[Math.floor((sorted.length * k) / bins)] as number);
  const list = Float64Array.from(edges).sort();
  return sorted.length > 0 && list.at(-1) === sorted.at(-1) ? list.slice(0, -1) : list;
}

function sampleDistinct(sorted: Float64Array, limit: number): number[] {
  const found: number[] = [];
  for (const value of sorted) {
    if (value !== found.at(-1)) found.push(value);
    if (found.length >= limit) break;
  }
  return found;
}

/** Smoothed shares: missing first, then one per interval. */
function shares(values: Float64Array, edges: ArrayLike<number>): Float64Array {
  const counts = new Float64Array(edges.length + 2);
  for (const value of values) {
    let bin = 0;
    if (value === value) {
      bin = 1;
      while (bin <= edges.length && value > (edges[bin - 1] as number)) bin++;
    }
    counts[bin] = (counts[bin] as number) + 1;
  }
  const total = values.length + SMOOTHING * counts.length;
  return counts.map((count) => (count + SMOOTHING) / total);
}
