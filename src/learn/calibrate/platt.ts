import { logit } from '#base';
import type { ScoredRows } from './calibration-input.ts';
import { logisticNewton } from './logistic-newton.ts';

/**
 * Platt's scaling (1999) on log-odds: P = 1 / (1 + exp(-(slope x logit(score) + intercept))), against his smoothed
 * targets (events + 1) / (events + 2) and 1 / (others + 2), which keep separated data finite. A falling slope is 0.
 */
export function fitPlatt({ scores, labels, weights }: ScoredRows): {
  readonly kind: 'platt';
  readonly slope: number;
  readonly intercept: number;
} {
  const events = labels.reduce((sum, label, row) => sum + label * (weights[row] as number), 0);
  const others = weights.reduce((sum, weight) => sum + weight, 0) - events;
  const target = labels.map((label) => (label === 1 ? (events + 1) / (events + 2) : 1 / (others + 2)));
  const line = logisticNewton({ columns: [scores.map(logit)], target, weights });
  const [slope = 0] = line.slopes;
  if (slope >= 0) return { kind: 'platt', slope, intercept: line.intercept };
  return { kind: 'platt', slope: 0, intercept: logisticNewton({ columns: [], target, weights }).intercept };
}
