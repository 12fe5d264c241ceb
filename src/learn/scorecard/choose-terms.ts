import { log } from '#base';
import { choleskyFactor, choleskySolve, inverseDiagonal } from '../linear/cholesky.ts';
import { twoSidedTail } from '../linear/normal-tail.ts';
import {
  linearMargins,
  negativeLogLikelihood,
  normalEquations,
  type LogisticProblem,
  type NormalEquations,
} from '../linear/normal-equations.ts';
import { boundedFit, freeBounds, type BoundedFit, type Likelihood } from './bounded-fit.ts';
import type { ScorecardParameters } from './settings.ts';

/** Columns that stay, their coefficients (index 0 the intercept) and standard errors. */
export interface ChosenTerms {
  /** Indexes into the columns of the problem. */
  readonly columns: readonly number[];
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  readonly iterations: number;
  readonly isConverged: boolean;
}

/** What guides the choice. */
export type ChoiceSettings = Pick<ScorecardParameters, 'l2' | 'signs' | 'stepwise' | 'criterion' | 'maxPValue'>;

/** Columns in the model and their fit. */
interface State {
  readonly columns: readonly number[];
  readonly fit: BoundedFit;
}

/**
 * Fits weights of evidence and drops what must not stay: terms of the wrong sign (a coefficient above 0 turns a weight
 * of evidence around), then by steps: forward by the score test, backward by the Wald test, each kept when it improves the
 * criterion.
 */
export function chooseTerms(problem: LogisticProblem, settings: ChoiceSettings): ChosenTerms {
  const all = problem.design.columns.map((_, j) => j);
  const search: Search = {
    problem,
    settings,
    isSigned: settings.signs === 'right',
    rows: problem.weights.reduce((sum, weight) => sum + weight, 0),
  };
  const isFromNothing = settings.stepwise === 'forward' || settings.stepwise === 'both';
  let state = fitColumns(search, isFromNothing ? [] : all);
  for (let step = 0; settings.stepwise !== 'none' && step < 4 * all.length; step++) {
    const next =
      (isFromNothing ? enter(search, state) : undefined) ??
      (settings.stepwise === 'forward' ? undefined : leave(search, state));
    if (next === undefined) break;
    state = next;
  }
  return finish(search, state);
}

interface Search {
  readonly problem: LogisticProblem;
  readonly settings: ChoiceSettings;
  readonly isSigned: boolean;
  readonly rows: number;
}

function fitColumns({ problem, settings, isSigned }: Search, columns: readonly number[], start?: Float64Array): State {
  const { design } = problem;
  const own = { ...problem, design: { ...design, columns: columns.map((j) => design.columns[j] as Float64Array) } };
  const likelihood: Likelihood = {
    margins: (coefficients) => linearMargins(own, coefficients),
    loss: (margins) => negativeLogLikelihood(own, margins),
    equations: (margins) => normalEquations(own, margins),
  };
  const bounds = freeBounds(columns.length + 1, settings.l2);
  if (isSigned) bounds.upper.fill(0, 1);
  return { columns, fit: boundedFit(likelihood, bounds, start === undefined ? {} : { start }) };
}

/** Columns whose coefficient is not at its bound. */
function finish({ problem, settings, isSigned }: Search, { columns, fit }: State): ChosenTerms {
  const isKept = (k: number): boolean => !isSigned || (fit.coefficients[k + 1] as number) < 0;
  const kept = [...columns.keys()].filter(isKept);
  const places = [0, ...kept.map((k) => k + 1)];
  const information = part(fit.equations, places, settings.l2);
  const isRegular = choleskyFactor(information, places.length);
  return {
    columns: kept.map((k) => columns[k] as number),
    coefficients: Float64Array.from(places, (place) => fit.coefficients[place] as number),
    standardErrors: isRegular
      ? inverseDiagonal(information, places.length).map(Math.sqrt)
      : new Float64Array(places.length).fill(problem.design.rows),
    iterations: fit.iterations,
    isConverged: fit.isConverged,
  };
}

/** The information matrix of some places with the penalty. */
function part({ information, gradient }: NormalEquations, places: readonly number[], l2: number): Float64Array {
  const n = gradient.length;
  const matrix = new Float64Array(places.length ** 2);
  places.forEach((a, i) =>
    places.forEach((b, j) => {
      matrix[i * places.length + j] = (information[a * n + b] as number) + (i === j && i > 0 ? l2 : 0);
    }),
  );
  return matrix;
}

/** -2 log-likelihood with the price of the terms. */
function criterionOf({ settings, rows }: Search, { columns, fit }: State): number {
  const price = settings.criterion === 'bic' ? log(rows) : 2;
  return 2 * fit.loss + price * (columns.length + 1);
}

/** The state with the best other column, or undefined when it improves nothing. */
function enter(search: Search, state: State): State | undefined {
  const best = bestEntry(search, state);
  if (best === undefined) return undefined;
  const { settings } = search;
  if (settings.criterion === 'pvalue' && twoSidedTail(Math.sqrt(best.statistic)) > settings.maxPValue) return undefined;
  const start = Float64Array.of(...state.fit.coefficients, 0);
  const next = fitColumns(search, [...state.columns, best.column], start);
  if (search.isSigned && next.fit.coefficients.subarray(1).some((value) => value === 0)) return undefined;
  if (settings.criterion === 'pvalue' || criterionOf(search, next) < criterionOf(search, state) - 1e-9) return next;
  return undefined;
}

/** The column of the largest score statistic: gradient squared over its variance given the columns in the model. */
function bestEntry(search: Search, state: State): { column: number; statistic: number } | undefined {
  const { problem, settings, isSigned } = search;
  const columns = problem.design.columns;
  const { margins } = state.fit;
  const inside = new Set(state.columns);
  const equations = normalEquations(problem, margins);
  const places = [0, ...state.columns.map((j) => j + 1)];
  const factor = part(equations, places, settings.l2);
  if (!choleskyFactor(factor, places.length)) return undefined;
  let best: { column: number; statistic: number } | undefined;
  columns.forEach((_, j) => {
    const slope = equations.gradient[j + 1] as number;
    if (inside.has(j) || (isSigned && slope >= 0)) return;
    const variance = conditionalVariance(equations, factor, { places, place: j + 1 });
    if (!(variance > 1e-9)) return;
    const statistic = (slope * slope) / variance;
    if (best === undefined || statistic > best.statistic) best = { column: j, statistic };
  });
  return best;
}

function conditionalVariance(
  { information, gradient }: NormalEquations,
  factor: Float64Array,
  { places, place }: { places: readonly number[]; place: number },
): number {
  const n = gradient.length;
  const cross = Float64Array.from(places, (other) => information[place * n + other] as number);
  const solved = cross.slice();
  choleskySolve(factor, places.length, solved);
  return cross.reduce(
    (left, value, k) => left - value * (solved[k] as number),
    information[place * n + place] as number,
  );
}

/** The state without its weakest column, or undefined when that improves nothing. */
function leave(search: Search, state: State): State | undefined {
  const { settings, isSigned } = search;
  const { columns, fit } = state;
  if (columns.length < 2) return undefined;
  const bounded = columns.findIndex((_, k) => isSigned && fit.coefficients[k + 1] === 0);
  const { standardErrors, coefficients } = finish(search, state);
  const weakest = bounded === -1 ? indexOfLeast(coefficients, standardErrors) : { at: bounded, z: 0 };
  const start = fit.coefficients.filter((_, place) => place !== weakest.at + 1);
  const next = fitColumns(
    search,
    columns.filter((_, k) => k !== weakest.at),
    start,
  );
  if (bounded !== -1) return next;
  if (settings.criterion === 'pvalue') return twoSidedTail(weakest.z) > settings.maxPValue ? next : undefined;
  return criterionOf(search, next) < criterionOf(search, state) - 1e-9 ? next : undefined;
}

function indexOfLeast(coefficients: Float64Array, errors: Float64Array): { at: number; z: number } {
  let least = { at: 0, z: Infinity };
  for (let k = 1; k < coefficients.length; k++) {
    const z = Math.abs((coefficients[k] as number) / (errors[k] as number));
    if (z < least.z) least = { at: k - 1, z };
  }
  return least;
}
