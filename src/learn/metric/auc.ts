import { rankedByScore, type RankedScores } from './ranked.ts';

/**
 * Area under the ROC curve: the chance that a random event scores above a random non-event, ties counted half
 * (Mann-Whitney U), weighted. NaN when one class is absent.
 */
export function auc(labels: Float64Array, scores: Float64Array, weights?: Float64Array): number {
  return aucOf(rankedByScore({ labels, scores, weights }));
}

/** {@link auc} of rows that are ranked already. */
export function aucOf({ groups, positives, negatives }: RankedScores): number {
  let area = 0;
  let events = 0;
  let others = 0;
  for (let k = groups - 1; k >= 0; k--) {
    const good = negatives[k] as number;
    area += (positives[k] as number) * (others + good / 2);
    others += good;
    events += positives[k] as number;
  }
  return area / (events * others);
}

/** 2 AUC - 1. */
export function gini(labels: Float64Array, scores: Float64Array, weights?: Float64Array): number {
  return 2 * auc(labels, scores, weights) - 1;
}
