import { exp, log1p, sigmoid, TallyError } from '#base';
import { choleskyFactor, choleskySolve, inverseDiagonal } from '../linear/cholesky.ts';

/** A small logistic regression: an intercept and one slope per column. */
export interface LogisticLine {
  readonly intercept: number;
  readonly slopes: readonly number[];
  /** Of the intercept, then of the slopes. */
  readonly standardErrors: readonly number[];
}

/** What is regressed: targets from 0 to 1, weights, and what is added to every margin. */
export interface LogisticRows {
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  readonly weights: Float64Array;
  readonly offset?: Float64Array;
}

const MAX_ITERATIONS = 100;
/** Keeps a perfectly separated fit finite; too small to be seen in any other. */
const RIDGE = 1e-9;

/** Newton's method with halved steps for one to three coefficients. */
export function logisticNewton(rows: LogisticRows): LogisticLine {
  const size = rows.columns.length + 1;
  let beta = new Float64Array(size);
  let held = stateAt(rows, beta);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const step = held.gradient.slice();
    choleskySolve(factorOf(held.information, size), size, step);
    let scale = 1;
    let next = stateAt(rows, moved(beta, step, scale));
    while (next.loss > held.loss + 1e-12 * Math.abs(held.loss) && scale > 1e-6) {
      scale /= 2;
      next = stateAt(rows, moved(beta, step, scale));
    }
    beta = moved(beta, step, scale);
    held = next;
    if (Math.max(...step.map(Math.abs)) * scale < 1e-11) break;
  }
  const variances = inverseDiagonal(factorOf(held.information, size), size);
  const [intercept = 0, ...slopes] = beta;
  return { intercept, slopes, standardErrors: [...variances].map(Math.sqrt) };
}

function moved(beta: Float64Array, step: Float64Array, scale: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(beta, (value, j) => value + scale * (step[j] as number));
}

function factorOf(information: Float64Array, size: number): Float64Array {
  const factor = information.slice();
  for (let j = 0; j < size; j++) factor[j * size + j] = (factor[j * size + j] as number) + RIDGE;
  if (choleskyFactor(factor, size)) return factor;
  throw new TallyError('LEARN_SCORE', 'the scores do not differ enough to be calibrated', {
    hint: 'give scores of at least two values',
  });
}

interface State {
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

function stateAt({ columns, target, weights, offset }: LogisticRows, beta: Float64Array): State {
  const size = beta.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const x = new Float64Array(size).fill(1);
  let loss = beta.reduce((sum, value) => sum + (RIDGE / 2) * value * value, 0);
  for (let j = 0; j < size; j++) gradient[j] = -RIDGE * (beta[j] as number);
  for (let row = 0; row < target.length; row++) {
    let margin = offset === undefined ? 0 : (offset[row] as number);
    for (let j = 0; j < size; j++) {
      if (j > 0) x[j] = (columns[j - 1] as Float64Array)[row] as number;
      margin += (beta[j] as number) * (x[j] as number);
    }
    const [p, t, weight] = [sigmoid(margin), target[row] as number, weights[row] as number];
    loss += weight * logLossOf(margin, t);
    for (let j = 0; j < size; j++) {
      gradient[j] = (gradient[j] as number) + weight * (t - p) * (x[j] as number);
      for (let k = 0; k <= j; k++) {
        const at = j * size + k;
        information[at] = (information[at] as number) + weight * p * (1 - p) * (x[j] as number) * (x[k] as number);
      }
    }
  }
  return { loss, gradient, information };
}

/** -t log p - (1 - t) log(1 - p) from the margin, without overflow. */
function logLossOf(margin: number, target: number): number {
  return Math.max(margin, 0) - margin * target + log1p(exp(-Math.abs(margin)));
}
