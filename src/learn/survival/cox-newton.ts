import { TallyError } from '#base';
import { choleskyFactor, choleskySolve, inverseDiagonal } from '../linear/cholesky.ts';
import { coxMoments, type CoxMoments, type CoxProblem } from './cox-likelihood.ts';
import type { StepCurve } from './step-curve.ts';

/** A fitted Cox regression on the terms of its design. */
export interface CoxFit {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Cumulative baseline hazard at margin 0. */
  readonly baseline: StepCurve;
  /** Partial log-likelihood without penalty. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly isConverged: boolean;
}

const MAX_ITERATIONS = 50;
const MAX_HALVINGS = 20;

/**
 * Newton's method with step halving; `l2` x half the squared coefficients is the penalty. `beforeStep` is awaited
 * before each step and may throw.
 *
 * @throws TallyError `LEARN_SINGULAR` without a penalty when terms determine each other.
 */
export async function coxNewton(
  problem: CoxProblem,
  l2: number,
  beforeStep: (iteration: number) => Promise<void>,
): Promise<CoxFit> {
  let coefficients: Float64Array<ArrayBufferLike> = new Float64Array(problem.terms);
  let moments = coxMoments(problem, coefficients);
  let isConverged = false;
  let iterations = 0;
  while (iterations < MAX_ITERATIONS && !isConverged) {
    await beforeStep(++iterations);
    const step = newtonStep(moments, coefficients, l2);
    const better = halveUntilBetter({ problem, coefficients, step, l2, held: penalised(moments, coefficients, l2) });
    const moved = better === undefined ? 0 : Math.max(0, ...step.map(Math.abs)) * better.scale;
    isConverged = moved < 1e-10;
    if (better !== undefined) ({ coefficients, moments } = better);
  }
  const factor = factorOf(moments, l2);
  return {
    coefficients,
    standardErrors: inverseDiagonal(factor, problem.terms).map(Math.sqrt),
    baseline: baselineCurve(moments),
    logLikelihood: moments.logLikelihood,
    iterations,
    isConverged,
  };
}

function penalised(moments: CoxMoments, coefficients: Float64Array, l2: number): number {
  return moments.logLikelihood - (l2 / 2) * coefficients.reduce((sum, value) => sum + value * value, 0);
}

/** A pivot this small against its diagonal is rounding, not information. */
const SINGULAR = 1e-10;

function factorOf(moments: CoxMoments, l2: number): Float64Array {
  const terms = moments.gradient.length;
  const factor = moments.information.slice();
  for (let j = 0; j < terms; j++) factor[j * terms + j] = (factor[j * terms + j] as number) + l2;
  const diagonal = Float64Array.from({ length: terms }, (_, j) => factor[j * terms + j] as number);
  const isFactored = choleskyFactor(factor, terms);
  if (isFactored && diagonal.every((value, j) => (factor[j * terms + j] as number) ** 2 > SINGULAR * value))
    return factor;
  throw new TallyError('LEARN_SINGULAR', 'the terms of the Cox regression determine each other', {
    hint: 'use an L2 penalty above 0, or drop columns that repeat others',
  });
}

function newtonStep(moments: CoxMoments, coefficients: Float64Array, l2: number): Float64Array {
  const step = moments.gradient.map((value, j) => value - l2 * (coefficients[j] as number));
  choleskySolve(factorOf(moments, l2), step.length, step);
  return step;
}

interface Search {
  readonly problem: CoxProblem;
  readonly coefficients: Float64Array;
  readonly step: Float64Array;
  readonly l2: number;
  /** The penalised log-likelihood before the step. */
  readonly held: number;
}

interface Better {
  readonly coefficients: Float64Array;
  readonly moments: CoxMoments;
  readonly scale: number;
}

function halveUntilBetter({ problem, coefficients, step, l2, held }: Search): Better | undefined {
  let scale = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving++, scale /= 2) {
    const candidate = coefficients.map((value, j) => value + scale * (step[j] as number));
    const moments = coxMoments(problem, candidate);
    const isBetter = penalised(moments, candidate, l2) >= held - 1e-12 * Math.abs(held);
    if (isBetter) return { coefficients: candidate, moments, scale };
  }
  return undefined;
}

function baselineCurve({ baseline }: CoxMoments): StepCurve {
  const steps = baseline.toReversed();
  let sum = 0;
  return {
    times: Float64Array.from(steps, ({ time }) => time),
    values: Float64Array.from(steps, ({ step }) => (sum += step)),
    start: 0,
  };
}
