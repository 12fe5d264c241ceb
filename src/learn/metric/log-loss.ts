import { log } from '#base';

/** Mean of -[y log p + (1 - y) log(1 - p)], weighted; p is kept 1e-15 away from 0 and 1. Lower is better. */
export function logLoss(labels: Float64Array, scores: Float64Array, weights?: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    const p = Math.min(Math.max(scores[row] as number, 1e-15), 1 - 1e-15);
    const weight = weights === undefined ? 1 : (weights[row] as number);
    sum -= weight * (labels[row] === 1 ? log(p) : log(1 - p));
    total += weight;
  }
  return sum / total;
}
