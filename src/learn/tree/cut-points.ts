import type { EncodedFrame } from '../feature.ts';
import type { BinningOptions } from './matrix.ts';

/** Most bins of one feature besides the bin of missing values. */
export const MAX_BINS = 255;

/** Rows, evenly spread, from which the quantiles of larger data are taken: a quarter of a bin off at most, nearly always. */
const SAMPLED_ROWS = 100_000;

interface Distinct {
  readonly values: Float64Array;
  readonly mass: Float64Array;
  readonly count: number;
  readonly total: number;
}

/**
 * Ascending cut points of a numeric column: bin b holds the values in (cuts[b - 1], cuts[b]]. Every value has a bin of
 * its own while there are few; otherwise bins hold about equal weight, and a value that alone has more than its share
 * gets its own bin (as LightGBM's greedy search does).
 */
export function cutPoints(values: Float64Array, weights: Float64Array | undefined, maxBins = MAX_BINS): Float64Array {
  if (weights !== undefined) return cutsBetween(distinctWeighted(values, weights), maxBins);
  return cutsBetween(distinctSorted(presentSample(values, new Float64Array(sampleSize(values))).sort()), maxBins);
}

/** Cut points of every numeric feature, none for categorical ones; samples are sorted a few features at a time. */
export function allCutPoints(
  { features, columns, rows }: EncodedFrame,
  { weights, maxBins, kernels }: BinningOptions,
): Float64Array[] {
  const cuts: Float64Array[] = features.map(() => new Float64Array());
  const numeric = [...features.keys()].filter((f) => features[f]?.kind !== 'category');
  const column = (f: number): Float64Array => columns[f] as Float64Array;
  if (weights !== undefined) {
    for (const f of numeric) cuts[f] = cutPoints(column(f), weights, maxBins);
    return cuts;
  }
  const room = Array.from({ length: Math.min(SORTED_AT_ONCE, numeric.length) }, () =>
    kernels.arena.doubles(Math.min(rows, SAMPLED_ROWS)),
  );
  for (let from = 0; from < numeric.length; from += SORTED_AT_ONCE) {
    const some = numeric.slice(from, from + SORTED_AT_ONCE);
    const samples = some.map((f, k) => presentSample(column(f), room[k] as Float64Array));
    kernels.sort(samples);
    some.forEach((f, k) => (cuts[f] = cutsBetween(distinctSorted(samples[k] as Float64Array), maxBins)));
  }
  return cuts;
}

/** Features whose samples are sorted together, on as many threads as there are. */
const SORTED_AT_ONCE = 8;

function cutsBetween(distinct: Distinct, maxBins: number): Float64Array {
  const cuts = new Float64Array(Math.max(0, Math.min(distinct.count, maxBins) - 1));
  let used = 0;
  let restMass = distinct.total;
  let held = 0;
  for (let i = 0; i < distinct.count - 1 && used < cuts.length; i++) {
    held += distinct.mass[i] as number;
    const share = restMass / (cuts.length + 1 - used);
    const nextIsHeavy = (distinct.mass[i + 1] as number) >= share;
    const valuesLeft = distinct.count - 1 - i;
    if (held < share && !nextIsHeavy && valuesLeft > cuts.length - used) continue;
    cuts[used++] = between(distinct.values[i] as number, distinct.values[i + 1] as number);
    restMass -= held;
    held = 0;
  }
  return cuts.slice(0, used);
}

/** The number half-way, or the lower one when there is no double between them: values <= it stay below. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

function sampleSize({ length }: Float64Array): number {
  return Math.min(length, SAMPLED_ROWS);
}

/** The values that are there, of rows evenly spread; `room` holds them. */
function presentSample(values: Float64Array, room: Float64Array): Float64Array {
  const step = Math.max(1, values.length / SAMPLED_ROWS);
  let count = 0;
  for (let at = 0; at < values.length; at += step) {
    const value = values[Math.floor(at)] as number;
    if (value === value) room[count++] = value;
  }
  return room.subarray(0, count);
}

function distinctSorted(sorted: Float64Array): Distinct {
  const values = new Float64Array(sorted.length);
  const mass = new Float64Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] as number;
    if (count === 0 || value !== values[count - 1]) values[count++] = value;
    mass[count - 1] = (mass[count - 1] as number) + 1;
  }
  return { values, mass, count, total: sorted.length };
}

function distinctWeighted(values: Float64Array, weights: Float64Array): Distinct {
  const order = new Uint32Array(values.length).map((_, row) => row);
  const present = order.filter((row) => values[row] === values[row] && (weights[row] as number) > 0);
  present.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const unique = new Float64Array(present.length);
  const mass = new Float64Array(present.length);
  let count = 0;
  let total = 0;
  for (const row of present) {
    const value = values[row] as number;
    if (count === 0 || value !== unique[count - 1]) unique[count++] = value;
    mass[count - 1] = (mass[count - 1] as number) + (weights[row] as number);
    total += weights[row] as number;
  }
  return { values: unique, mass, count, total };
}
