import type { NormalEquations } from '../linear/normal-equations.ts';

/** A likelihood as the fit sees it; index 0 of coefficients is the intercept. */
export interface Likelihood {
  margins(coefficients: Float64Array): Float64Array;
  /** Negative log-likelihood. */
  loss(margins: Float64Array): number;
  equations(margins: Float64Array): NormalEquations;
}

/** Bounds and an L2 penalty on the distance to `centre`, by coefficient; the intercept is free. */
export interface Bounds {
  readonly l2: number;
  readonly centre: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A fit and the derivatives of the log-likelihood there. */
export interface BoundedFit {
  readonly coefficients: Float64Array;
  /** Negative log-likelihood, without the penalty. */
  readonly loss: number;
  readonly equations: NormalEquations;
  readonly margins: Float64Array;
  readonly iterations: number;
  readonly isConverged: boolean;
}

/** When a fit ends. */
export interface Precision {
  /** Relative fall of the objective. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

const EXACT: Precision = { tolerance: 1e-13, maxIterations: 50 };

/**
 * Maximises a logistic likelihood within bounds: Newton steps whose quadratic problem is solved by coordinate descent on
 * the information matrix, so that its cost does not depend on the rows. A coefficient that would leave its bounds ends
 * exactly on one.
 */
export function boundedFit(
  likelihood: Likelihood,
  bounds: Bounds,
  { start = bounds.centre, precision = EXACT }: { start?: Float64Array; precision?: Precision } = {},
): BoundedFit {
  let position = positionAt(likelihood, bounds, start);
  let equations = likelihood.equations(position.margins);
  let [iterations, isConverged] = [0, false];
  while (!isConverged && iterations < precision.maxIterations) {
    iterations++;
    const target = quadraticMinimum(equations, position.coefficients, bounds);
    const next = descend({ likelihood, bounds, from: position, target });
    const change = position.objective - next.objective;
    isConverged = !(change > precision.tolerance * (Math.abs(position.objective) + precision.tolerance));
    if (change < 0) continue;
    position = next;
    equations = likelihood.equations(position.margins);
  }
  const { coefficients, margins } = position;
  return { coefficients, loss: likelihood.loss(margins), equations, margins, iterations, isConverged };
}

interface Position {
  readonly coefficients: Float64Array;
  readonly margins: Float64Array;
  readonly objective: number;
}

function positionAt(likelihood: Likelihood, { l2, centre }: Bounds, coefficients: Float64Array): Position {
  const margins = likelihood.margins(coefficients);
  let squares = 0;
  for (let j = 1; j < coefficients.length; j++) squares += ((coefficients[j] as number) - (centre[j] as number)) ** 2;
  return { coefficients, margins, objective: likelihood.loss(margins) + (l2 / 2) * squares };
}

/** Coordinate descent on the quadratic approximation around `from`, each coefficient held to its bounds. */
function quadraticMinimum(equations: NormalEquations, from: Float64Array, bounds: Bounds): Float64Array {
  const { information, gradient } = equations;
  const { l2, centre, lower, upper } = bounds;
  const n = from.length;
  const at = from.slice();
  const slope = gradient.slice();
  for (let sweep = 0; sweep < 500; sweep++) {
    let largest = 0;
    for (let j = 0; j < n; j++) {
      const curvature = information[j * n + j] as number;
      const held = at[j] as number;
      const ridge = j === 0 ? 0 : l2;
      const free =
        ((slope[j] as number) + curvature * held + ridge * (centre[j] as number)) / (curvature + ridge + 1e-300);
      const change = Math.min(Math.max(free, lower[j] as number), upper[j] as number) - held;
      if (change === 0) continue;
      at[j] = held + change;
      const line = j * n;
      for (let k = 0; k < n; k++) slope[k] = (slope[k] as number) - change * (information[line + k] as number);
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < 1e-12) break;
  }
  return at;
}

/** Goes to the target, half as far each time that the objective rises. */
function descend(step: { likelihood: Likelihood; bounds: Bounds; from: Position; target: Float64Array }): Position {
  const { likelihood, bounds, from, target } = step;
  let next = positionAt(likelihood, bounds, target);
  for (let share = 0.5; next.objective > from.objective && share > 1e-4; share /= 2) {
    const between = from.coefficients.map((old, j) => old + share * ((target[j] as number) - old));
    next = positionAt(likelihood, bounds, between);
  }
  return next;
}

/** No bounds and a penalty towards 0. */
export function freeBounds(size: number, l2: number): Bounds {
  return {
    l2,
    centre: new Float64Array(size),
    lower: new Float64Array(size).fill(-Infinity),
    upper: new Float64Array(size).fill(Infinity),
  };
}
