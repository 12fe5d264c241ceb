import { classTotals, rankedByScore, type RankedScores } from './ranked.ts';

/** The Kolmogorov-Smirnov statistic of a score and where it is reached. */
export interface KsResult {
  /** Greatest distance between the cumulative shares of events and non-events, 0 to 1. */
  readonly ks: number;
  /** Scores at or above the cut are the riskier side at that distance. */
  readonly cut: number;
}

/** KS with its cut; ties move together, weights count. NaN when one class is absent. */
export function ks(labels: Float64Array, scores: Float64Array, weights?: Float64Array): KsResult {
  return ksOf(rankedByScore({ labels, scores, weights }));
}

/** {@link ks} of rows that are ranked already. */
export function ksOf(ranked: RankedScores): KsResult {
  const { events, others } = classTotals(ranked);
  let best = { ks: events > 0 && others > 0 ? 0 : NaN, cut: ranked.scores[0] ?? NaN };
  let [seenEvents, seenOthers] = [0, 0];
  for (let k = 0; k < ranked.groups; k++) {
    seenEvents += ranked.positives[k] as number;
    seenOthers += ranked.negatives[k] as number;
    const distance = Math.abs(seenEvents / events - seenOthers / others);
    if (distance > best.ks) best = { ks: distance, cut: ranked.scores[k] as number };
  }
  return best;
}
