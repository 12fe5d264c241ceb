import { sigmoid } from '#base';

/** Out-of-fold log-odds of several candidates, and what they should tell. */
export interface StackRows {
  /** By member: a value per row. */
  readonly margins: readonly Float64Array[];
  readonly label: Float64Array;
  readonly weights: Float64Array;
}

/** How members are summed up. */
export interface Stack {
  readonly intercept: number;
  /** Not negative. */
  readonly weights: Float64Array;
}

const ITERATIONS = 25;
const SWEEPS = 200;

/**
 * Stacking by logistic regression with weights that are not negative (Breiman, Stacked regressions, 1996), drawn towards
 * equal weights by `ridge` times the total information of a row.
 */
export function fitStack({ margins, label, weights }: StackRows, ridge: number): Stack {
  const size = margins.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rate = label.reduce((sum, y, row) => sum + y * (weights[row] as number), 0) / total;
  const strength = ridge * total * rate * (1 - rate);
  const prior = 1 / size;
  const beta = new Float64Array(size + 1).fill(prior);
  beta[0] = 0;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const { gradient, information } = momentsAt({ margins, label, weights }, beta);
    for (let j = 1; j <= size; j++) {
      gradient[j] = (gradient[j] as number) - strength * ((beta[j] as number) - prior);
      information[j * (size + 1) + j] = (information[j * (size + 1) + j] as number) + strength + 1e-9;
    }
    if (boundedStep(beta, gradient, information) < 1e-7) break;
  }
  return { intercept: beta[0] as number, weights: beta.slice(1) };
}

/** Margins of a stack. */
export function stackMargins({ intercept, weights }: Stack, margins: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(margins[0]?.length ?? 0).fill(intercept);
  margins.forEach((values, m) => {
    const weight = weights[m] as number;
    if (weight === 0) return;
    for (let row = 0; row < out.length; row++) out[row] = (out[row] as number) + weight * (values[row] as number);
  });
  return out;
}

function momentsAt(
  { margins, label, weights }: StackRows,
  beta: Float64Array,
): { gradient: Float64Array; information: Float64Array } {
  const size = beta.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const x = new Float64Array(size).fill(1);
  for (let row = 0; row < label.length; row++) {
    let margin = beta[0] as number;
    for (let j = 1; j < size; j++) {
      x[j] = (margins[j - 1] as Float64Array)[row] as number;
      margin += (beta[j] as number) * (x[j] as number);
    }
    const [p, weight] = [sigmoid(margin), weights[row] as number];
    const pull = weight * ((label[row] as number) - p);
    const curve = weight * p * (1 - p);
    for (let j = 0; j < size; j++) {
      const value = x[j] as number;
      gradient[j] = (gradient[j] as number) + pull * value;
      for (let k = 0; k <= j; k++) {
        information[j * size + k] = (information[j * size + k] as number) + curve * value * (x[k] as number);
      }
    }
  }
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) information[k * size + j] = information[j * size + k] as number;
  }
  return { gradient, information };
}

/** Moves `beta` to the best point of the quadratic model under the bounds; returns the largest move. */
function boundedStep(beta: Float64Array, gradient: Float64Array, information: Float64Array): number {
  const size = beta.length;
  const step = new Float64Array(size);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let j = 0; j < size; j++) {
      let slope = gradient[j] as number;
      for (let k = 0; k < size; k++) slope -= (information[j * size + k] as number) * (step[k] as number);
      const wanted = (step[j] as number) + slope / Math.max(information[j * size + j] as number, 1e-12);
      const next = j === 0 ? wanted : Math.max(wanted, -(beta[j] as number));
      moved = Math.max(moved, Math.abs(next - (step[j] as number)));
      step[j] = next;
    }
    if (moved < 1e-9) break;
  }
  let largest = 0;
  for (let j = 0; j < size; j++) {
    beta[j] = (beta[j] as number) + (step[j] as number);
    largest = Math.max(largest, Math.abs(step[j] as number));
  }
  return largest;
}
