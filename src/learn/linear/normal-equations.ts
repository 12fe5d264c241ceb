import { sigmoid, log1p, exp } from '#base';
import type { Design } from './terms.ts';

/** A logistic regression problem on a standardised design. */
export interface LogisticProblem {
  readonly design: Design;
  readonly label: Float64Array;
  readonly weights: Float64Array;
  readonly offset: Float64Array | undefined;
}

/** First and second derivatives of the log-likelihood; index 0 is the intercept. */
export interface NormalEquations {
  readonly gradient: Float64Array;
  /** Full symmetric n x n matrix, row-major. */
  readonly information: Float64Array;
}

const BLOCK = 2048;

/** intercept + the sum of coefficient x column, per row. */
export function linearMargins(problem: LogisticProblem, coefficients: Float64Array): Float64Array {
  const { design, offset } = problem;
  const margins = new Float64Array(design.rows).fill(coefficients[0] as number);
  for (let row = 0; offset !== undefined && row < margins.length; row++) {
    margins[row] = (margins[row] as number) + (offset[row] as number);
  }
  design.columns.forEach((column, j) => {
    const coefficient = coefficients[j + 1] as number;
    if (coefficient === 0) return;
    for (let row = 0; row < margins.length; row++) {
      margins[row] = (margins[row] as number) + coefficient * (column[row] as number);
    }
  });
  return margins;
}

/** The weighted negative log-likelihood at these margins. */
export function negativeLogLikelihood(problem: LogisticProblem, margins: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row] as number;
    const signed = problem.label[row] === 1 ? -margin : margin;
    const loss = signed > 0 ? signed + log1p(exp(-signed)) : log1p(exp(signed));
    sum += (problem.weights[row] as number) * loss;
  }
  return sum;
}

/** Gradient and Fisher information at these margins, summed block by block so that columns stay in the cache. */
export function normalEquations(problem: LogisticProblem, margins: Float64Array): NormalEquations {
  const { design, label, weights } = problem;
  const ones = new Float64Array(design.rows).fill(1);
  const columns = [ones, ...design.columns];
  const n = columns.length;
  const gradient = new Float64Array(n);
  const information = new Float64Array(n * n);
  const residual = new Float64Array(design.rows);
  const curvature = new Float64Array(design.rows);
  for (let row = 0; row < design.rows; row++) {
    const p = sigmoid(margins[row] as number);
    const weight = weights[row] as number;
    residual[row] = weight * ((label[row] as number) - p);
    curvature[row] = weight * Math.max(p * (1 - p), 1e-16);
  }
  const scaled = new Float64Array(BLOCK);
  for (let from = 0; from < design.rows; from += BLOCK) {
    const to = Math.min(design.rows, from + BLOCK);
    for (let j = 0; j < n; j++) {
      const column = columns[j] as Float64Array;
      gradient[j] = (gradient[j] as number) + dot(column, residual, { from, to, shift: 0 });
      for (let row = from; row < to; row++) scaled[row - from] = (column[row] as number) * (curvature[row] as number);
      for (let k = 0; k <= j; k++) {
        const at = j * n + k;
        information[at] =
          (information[at] as number) + dot(columns[k] as Float64Array, scaled, { from, to, shift: from });
      }
    }
  }
  for (let j = 0; j < n; j++) for (let k = 0; k < j; k++) information[k * n + j] = information[j * n + k] as number;
  return { gradient, information };
}

function dot(a: Float64Array, b: Float64Array, range: { from: number; to: number; shift: number }): number {
  const { from, to, shift } = range;
  let sum = 0;
  for (let row = from; row < to; row++) sum += (a[row] as number) * (b[row - shift] as number);
  return sum;
}
