import { TallyError } from '#base';
import { choleskyFactor, choleskySolve, inverseDiagonal } from './cholesky.ts';
import { coordinateStep } from './coordinate-descent.ts';
import {
  linearMargins,
  negativeLogLikelihood,
  normalEquations,
  type LogisticProblem,
  type NormalEquations,
} from './normal-equations.ts';

/** Penalties on standardised coefficients (never on the intercept): l1 |b| + l2 b^2 / 2. */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/** Fitted coefficients; index 0 is the intercept. */
export interface LinearFit {
  readonly coefficients: Float64Array;
  /** From the inverse of the penalised information. */
  readonly standardErrors: Float64Array;
  readonly iterations: number;
  readonly isConverged: boolean;
}

const MAX_ITERATIONS = 100;
/** Relative fall of the objective that ends the fit; the coefficients are then exact to about its square root. */
const TOLERANCE = 1e-14;

/**
 * Iteratively re-weighted least squares with step halving: Newton steps by Cholesky, or by coordinate descent on the
 * quadratic approximation when there is an L1 penalty (Friedman, Hastie, Tibshirani, J. Stat. Software 33, 2010).
 * `onStep` runs between iterations and may throw to stop.
 */
export async function irls(
  problem: LogisticProblem,
  penalty: Penalty,
  onStep: (iteration: number) => Promise<void>,
): Promise<LinearFit> {
  let coefficients: Float64Array = new Float64Array(problem.design.columns.length + 1);
  let margins = linearMargins(problem, coefficients);
  let objective = negativeLogLikelihood(problem, margins);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    await onStep(iteration);
    const equations = normalEquations(problem, margins);
    const target =
      penalty.l1 > 0 ? coordinateStep(equations, coefficients, penalty) : newtonStep(equations, coefficients, penalty);
    const next = descend(problem, penalty, { coefficients, target, objective });
    const change = objective - next.objective;
    if (isNoWorse(next.objective, objective)) ({ coefficients, margins, objective } = next);
    if (change > TOLERANCE * (Math.abs(objective) + TOLERANCE)) continue;
    return {
      coefficients,
      standardErrors: errorsAt(problem, margins, penalty),
      iterations: iteration,
      isConverged: true,
    };
  }
  const standardErrors = errorsAt(problem, margins, penalty);
  return { coefficients, standardErrors, iterations: MAX_ITERATIONS, isConverged: false };
}

/** Near the optimum the last Newton step changes the objective by rounding only, and is still worth taking. */
function isNoWorse(next: number, last: number): boolean {
  return next <= last + 1e-13 * Math.abs(last);
}

function penalised(information: Float64Array, n: number, l2: number): Float64Array {
  const matrix = information.slice();
  for (let j = 0; j < n; j++) matrix[j * n + j] = (matrix[j * n + j] as number) * (1 + 1e-12) + (j === 0 ? 0 : l2);
  return matrix;
}

function factorOf(equations: NormalEquations, l2: number): Float64Array {
  const n = equations.gradient.length;
  const matrix = penalised(equations.information, n, l2);
  if (choleskyFactor(matrix, n)) return matrix;
  throw new TallyError('LEARN_SINGULAR', 'columns of the data determine each other exactly', {
    hint: 'use an L2 penalty above 0, or drop duplicate columns',
  });
}

function newtonStep(equations: NormalEquations, coefficients: Float64Array, { l2 }: Penalty): Float64Array {
  const n = coefficients.length;
  const step = equations.gradient.map((slope, j) => slope - (j === 0 ? 0 : l2 * (coefficients[j] as number)));
  choleskySolve(factorOf(equations, l2), n, step);
  return step.map((change, j) => change + (coefficients[j] as number));
}

function errorsAt(problem: LogisticProblem, margins: Float64Array, { l2 }: Penalty): Float64Array {
  const equations = normalEquations(problem, margins);
  return inverseDiagonal(factorOf(equations, l2), equations.gradient.length).map(Math.sqrt);
}

interface Position {
  readonly coefficients: Float64Array;
  readonly margins: Float64Array;
  readonly objective: number;
}

/** Goes towards `target`, half as far each time that the objective does not fall. */
function descend(
  problem: LogisticProblem,
  penalty: Penalty,
  step: { coefficients: Float64Array; target: Float64Array; objective: number },
): Position {
  let position: Position | undefined;
  for (let share = 1; share > 1e-4; share /= 2) {
    const coefficients = step.coefficients.map((from, j) => from + share * ((step.target[j] as number) - from));
    const margins = linearMargins(problem, coefficients);
    const objective = negativeLogLikelihood(problem, margins) + penaltyOf(coefficients, penalty);
    position = { coefficients, margins, objective };
    if (isNoWorse(objective, step.objective)) break;
  }
  return position as Position;
}

function penaltyOf(coefficients: Float64Array, { l1, l2 }: Penalty): number {
  let sum = 0;
  for (let j = 1; j < coefficients.length; j++) {
    const value = coefficients[j] as number;
    sum += l1 * Math.abs(value) + (l2 / 2) * value * value;
  }
  return sum;
}
