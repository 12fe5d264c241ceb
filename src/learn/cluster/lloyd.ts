import { log, type Rng } from '#base';
import type { NumberMatrix } from './number-matrix.ts';

/** Centres, row-major, and what they leave. */
export interface Clustering {
  readonly centres: Float64Array;
  readonly clusterOf: Int32Array;
  /** Sum of squared distances of rows from their centres. */
  readonly inertia: number;
  readonly iterations: number;
}

/** Squared distance between row `row` of a matrix and centre `c`. */
function distance(matrix: NumberMatrix, row: number, at: { centres: Float64Array; c: number }): number {
  const { columns, values } = matrix;
  const [a, b] = [row * columns, at.c * columns];
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    const gap = (values[a + j] as number) - (at.centres[b + j] as number);
    sum += gap * gap;
  }
  return sum;
}

/**
 * Starting centres by k-means++ (Arthur and Vassilvitskii, SODA 2007): each next centre a row drawn with chance in
 * proportion to its squared distance from the nearest one so far, the best of a few draws as in scikit-learn.
 */
export function plusPlusCentres(matrix: NumberMatrix, count: number, rng: Rng): Float64Array {
  const { rows, columns, values } = matrix;
  const centres = new Float64Array(count * columns);
  const draws = 2 + Math.floor(log(count));
  let nearest: Float64Array = new Float64Array(rows).fill(Infinity);
  for (let c = 0; c < count; c++) {
    let best: { total: number; nearest: Float64Array; row: number } | undefined;
    for (let draw = 0; draw < (c === 0 ? 1 : draws); draw++) {
      const row = c === 0 ? rng.below(rows) : drawRow(nearest, rng);
      centres.set(values.subarray(row * columns, (row + 1) * columns), c * columns);
      const closer = nearest.map((held, r) => Math.min(held, distance(matrix, r, { centres, c })));
      const total = closer.reduce((sum, value) => sum + value, 0);
      if (best === undefined || total < best.total) best = { total, nearest: closer, row };
    }
    if (best === undefined) continue;
    nearest = best.nearest;
    centres.set(values.subarray(best.row * columns, (best.row + 1) * columns), c * columns);
  }
  return centres;
}

function drawRow(chances: Float64Array, rng: Rng): number {
  let left = rng.uniform() * chances.reduce((sum, value) => sum + value, 0);
  for (let row = 0; row < chances.length; row++) {
    left -= chances[row] as number;
    if (left < 0) return row;
  }
  return rng.below(chances.length);
}

/**
 * Lloyd's iterations with Hamerly's bounds (SDM 2010): a row whose distance to its own centre is certainly below that to
 * any other is not measured again. The result is that of plain iterations.
 */
export function lloyd(
  matrix: NumberMatrix,
  start: Float64Array,
  limits: { iterations: number; tolerance: number },
): Clustering {
  const { rows, columns } = matrix;
  const count = start.length / columns;
  const centres = start.slice();
  const clusterOf = new Int32Array(rows).fill(-1);
  const [upper, lower] = [new Float64Array(rows).fill(Infinity), new Float64Array(rows)];
  const near = { centre: 0, squared: 0, second: 0 };
  const state = { centres, clusterOf, upper, lower, near, half: new Float64Array(count) };
  let iterations = 0;
  for (let moved = Infinity; moved > limits.tolerance && iterations < limits.iterations; iterations++) {
    state.half.set(halfGaps(centres, count, columns));
    for (let row = 0; row < rows; row++) assignRow(matrix, row, state);
    const moves = moveCentres(matrix, state);
    moved = moves.reduce((sum, move) => sum + move * move, 0);
    const farthest = moves.reduce((most, move) => Math.max(most, move), 0);
    for (let row = 0; row < rows; row++) {
      upper[row] = (upper[row] as number) + (moves[clusterOf[row] as number] as number);
      lower[row] = (lower[row] as number) - farthest;
    }
  }
  let inertia = 0;
  for (let row = 0; row < rows; row++) {
    nearestCentre(matrix, row, { centres, near });
    clusterOf[row] = near.centre;
    inertia += near.squared;
  }
  return { centres, clusterOf, inertia, iterations };
}

/** The two centres nearest to a row. */
export interface NearCentres {
  /** The nearest, the first of equals. */
  centre: number;
  /** Its squared distance, and that of the next. */
  squared: number;
  second: number;
}

/** Finds the centres nearest to a row; writes into `near` when given. */
export function nearestCentre(
  matrix: NumberMatrix,
  row: number,
  { centres, near = { centre: 0, squared: 0, second: 0 } }: { centres: Float64Array; near?: NearCentres },
): NearCentres {
  const { columns, values } = matrix;
  const start = row * columns;
  let [centre, squared, second] = [0, Infinity, Infinity];
  for (let c = 0, at = 0; at < centres.length; c++, at += columns) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const gap = (values[start + j] as number) - (centres[at + j] as number);
      sum += gap * gap;
    }
    if (sum < squared) [centre, squared, second] = [c, sum, squared];
    else if (sum < second) second = sum;
  }
  near.centre = centre;
  near.squared = squared;
  near.second = second;
  return near;
}

interface Bounds {
  readonly centres: Float64Array;
  readonly clusterOf: Int32Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

function assignRow(matrix: NumberMatrix, row: number, state: Bounds & { half: Float64Array; near: NearCentres }): void {
  const { centres, clusterOf, upper, lower, half, near } = state;
  const own = clusterOf[row] as number;
  if (own !== -1) {
    const safe = Math.max(half[own] as number, lower[row] as number);
    if ((upper[row] as number) <= safe) return;
    upper[row] = Math.sqrt(distance(matrix, row, { centres, c: own }));
    if ((upper[row] as number) <= safe) return;
  }
  nearestCentre(matrix, row, state);
  clusterOf[row] = near.centre;
  upper[row] = Math.sqrt(near.squared);
  lower[row] = Math.sqrt(near.second);
}

/** Half of each centre's distance from its nearest neighbour. */
function halfGaps(centres: Float64Array, count: number, columns: number): Float64Array {
  const table = { rows: count, columns, values: centres };
  return Float64Array.from({ length: count }, (_, c) => {
    let least = Infinity;
    for (let other = 0; other < count; other++) {
      if (other !== c) least = Math.min(least, distance(table, c, { centres, c: other }));
    }
    return Math.sqrt(least) / 2;
  });
}

/** Moves centres to the means of their rows; an empty one stays. Returns how far each went. */
function moveCentres({ rows, columns, values }: NumberMatrix, { centres, clusterOf }: Bounds): Float64Array {
  const sums = new Float64Array(centres.length);
  const counts = new Float64Array(centres.length / columns);
  for (let row = 0; row < rows; row++) {
    const c = clusterOf[row] as number;
    counts[c] = (counts[c] as number) + 1;
    for (let j = 0; j < columns; j++) {
      sums[c * columns + j] = (sums[c * columns + j] as number) + (values[row * columns + j] as number);
    }
  }
  return counts.map((count, c) => {
    if (count === 0) return 0;
    let squares = 0;
    for (let at = c * columns; at < (c + 1) * columns; at++) {
      const next = (sums[at] as number) / count;
      squares += (next - (centres[at] as number)) ** 2;
      centres[at] = next;
    }
    return Math.sqrt(squares);
  });
}
