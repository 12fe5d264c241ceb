import { rankedByScore } from './ranked.ts';

/**
 * Area under the ROC curve: the chance that a random event scores above a random non-event, ties counted half
 * (Mann-Whitney U), weighted. NaN when one class is absent.
 */
export function auc(labels: Float64Array, scores: Float64Array, weights?: Float64Array): number {
  const { positives, negatives, groups } = rankedByScore(labels, scores, weights);
  let area = 0;
  let below = 0;
  for (let k = groups - 1; k >= 0; k--) {
    const good = negatives[k] as number;
    area += (positives[k] as number) * (below + good / 2);
    below += good;
  }
  let events = 0;
  for (let k = 0; k < groups; k++) events += positives[k] as number;
  return area / (events * below);
}

/** 2 AUC - 1. */
export function gini(labels: Float64Array, scores: Float64Array, weights?: Float64Array): number {
  return 2 * auc(labels, scores, weights) - 1;
}
