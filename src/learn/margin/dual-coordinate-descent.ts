import type { Rng } from '#base';
import { rowScore, type SparseMatrix } from './sparse-matrix.ts';

/** A linear support vector machine to solve: labels +1 and -1, cost per row. */
export interface MarginProblem {
  readonly matrix: SparseMatrix;
  readonly sign: Float64Array;
  readonly cost: Float64Array;
  readonly loss: 'hinge' | 'squaredHinge';
  /** The largest violation of optimality that is accepted. */
  readonly tolerance: number;
  readonly maxSweeps: number;
}

export interface MarginFit {
  /** One per column, then the intercept. */
  readonly weights: Float64Array;
  readonly sweeps: number;
  readonly isConverged: boolean;
}

/**
 * min |w|^2 / 2 + sum cost * loss(1 - sign (w x + b)), the intercept penalised like a weight of a constant column 1: dual
 * coordinate descent with shrinking (Hsieh, Chang, Lin, Keerthi, Sundararajan, ICML 2008, algorithm 3).
 */
export function solveMargin(problem: MarginProblem, rng: Rng): MarginFit {
  const state = startState(problem);
  let [highest, lowest] = [Infinity, -Infinity];
  for (let sweep = 1; sweep <= problem.maxSweeps; sweep++) {
    const range = sweepOnce(problem, state, { rng, highest, lowest });
    if (range.high - range.low <= problem.tolerance) {
      if (state.active === state.order.length) return { weights: state.weights, sweeps: sweep, isConverged: true };
      state.active = state.order.length;
      [highest, lowest] = [Infinity, -Infinity];
      continue;
    }
    highest = range.high <= 0 ? Infinity : range.high;
    lowest = range.low >= 0 ? -Infinity : range.low;
  }
  return { weights: state.weights, sweeps: problem.maxSweeps, isConverged: false };
}

interface DualState {
  readonly weights: Float64Array;
  readonly alpha: Float64Array;
  readonly curvature: Float64Array;
  /** Added to the diagonal of the dual by the squared hinge. */
  readonly diagonal: Float64Array;
  readonly order: Int32Array;
  /** The first so many of `order` take part. */
  active: number;
}

function startState({ matrix, cost, loss }: MarginProblem): DualState {
  const diagonal = cost.map((c) => (loss === 'squaredHinge' ? 0.5 / c : 0));
  const curvature = diagonal.map((extra, row) => {
    let sum = 1 + extra;
    for (let i = matrix.starts[row] as number; i < (matrix.starts[row + 1] as number); i++) {
      sum += (matrix.values[i] as number) ** 2;
    }
    return sum;
  });
  const order = Int32Array.from(cost.keys()).filter((row) => (cost[row] as number) > 0);
  const weights = new Float64Array(matrix.columns + 1);
  return { weights, alpha: new Float64Array(matrix.rows), curvature, diagonal, order, active: order.length };
}

interface SweepBounds {
  readonly rng: Rng;
  readonly highest: number;
  readonly lowest: number;
}

function sweepOnce(problem: MarginProblem, state: DualState, bounds: SweepBounds): { high: number; low: number } {
  const { matrix, sign, cost } = problem;
  const { order, alpha } = state;
  const isSquared = problem.loss === 'squaredHinge';
  let [high, low] = [-Infinity, Infinity];
  for (let s = 0; s < state.active; s++) swap(order, s, s + bounds.rng.below(state.active - s));
  for (let s = 0; s < state.active; s++) {
    const row = order[s] as number;
    const held = alpha[row] as number;
    const upper = isSquared ? Infinity : (cost[row] as number);
    const gradient =
      (sign[row] as number) * rowScore(matrix, row, state.weights) - 1 + held * (state.diagonal[row] as number);
    const isOutside = held === 0 ? gradient > bounds.highest : held === upper && gradient < bounds.lowest;
    if (isOutside) {
      swap(order, s--, --state.active);
      continue;
    }
    const violation = projected(gradient, held, upper);
    if (violation > high) high = violation;
    if (violation < low) low = violation;
    if (Math.abs(violation) > 1e-12) {
      const next = Math.min(Math.max(held - gradient / (state.curvature[row] as number), 0), upper);
      alpha[row] = next;
      addRow(matrix, row, { weights: state.weights, by: (next - held) * (sign[row] as number) });
    }
  }
  return { high, low };
}

function projected(gradient: number, alpha: number, upper: number): number {
  if (alpha === 0) return Math.min(gradient, 0);
  return alpha === upper ? Math.max(gradient, 0) : gradient;
}

function addRow(matrix: SparseMatrix, row: number, change: { weights: Float64Array; by: number }): void {
  const { weights, by } = change;
  const to = matrix.starts[row + 1] as number;
  for (let i = matrix.starts[row] as number; i < to; i++) {
    const column = matrix.indices[i] as number;
    weights[column] = (weights[column] as number) + by * (matrix.values[i] as number);
  }
  weights[matrix.columns] = (weights[matrix.columns] as number) + by;
}

function swap(order: Int32Array, a: number, b: number): void {
  const held = order[a] as number;
  order[a] = order[b] as number;
  order[b] = held;
}
