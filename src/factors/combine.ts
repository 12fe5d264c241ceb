import type { DerivedFactor, NeighbourFactor } from './definition.ts';

/** One number out of the neighbours' values, missing when there is nobody. Sums run in the order of the neighbours. */
export function combineNeighbours(combine: NeighbourFactor['combine'], values: readonly number[]): number {
  const size = values.length;
  if (size === 0) return NaN;
  let [positive, known, sum, most] = [0, 0, 0, 0];
  for (const value of values) {
    if (value > 0) positive++;
    if (value > most) most = value;
    if (value !== value) continue;
    known++;
    sum += value;
  }
  switch (combine) {
    case 'count':
      return size;
    case 'positive':
      return positive;
    case 'share_positive':
      return positive / size;
    case 'mean':
      return sum / size;
    case 'mean_known':
      return known === 0 ? NaN : sum / known;
    case 'max':
      return most;
  }
}

/** Arithmetic of derived factors; division by zero is missing. */
export function combineOperands(op: DerivedFactor['op'], left: number, right: number): number {
  switch (op) {
    case 'ratio':
      return right === 0 ? NaN : left / right;
    case 'difference':
      return left - right;
    case 'product':
      return left * right;
    case 'sum':
      return left + right;
  }
}
