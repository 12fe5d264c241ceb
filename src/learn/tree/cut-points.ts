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
  const distinct = distinctValues(values, weights);
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

function distinctValues(values: Float64Array, weights: Float64Array | undefined): Distinct {
  const order = weights === undefined ? sortedPresent(values) : undefined;
  return order === undefined ? distinctWeighted(values, weights as Float64Array) : distinctSorted(order);
}

function sortedPresent(values: Float64Array): Float64Array {
  const step = values.length > SAMPLED_ROWS ? values.length / SAMPLED_ROWS : 1;
  const present = new Float64Array(Math.min(values.length, SAMPLED_ROWS));
  let count = 0;
  for (let at = 0; at < values.length; at += step) {
    const value = values[Math.floor(at)] as number;
    if (value === value) present[count++] = value;
  }
  return present.subarray(0, count).sort();
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
