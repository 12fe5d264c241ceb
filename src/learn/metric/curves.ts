import { classTotals, rankedByScore } from './ranked.ts';

/** A score cut and what lies at or above it. All shares are 0 to 1. */
export interface CurvePoint {
  /** Rows with a score >= cut are flagged; Infinity flags none. */
  readonly cut: number;
  /** Share of all rows (by weight) that is flagged. */
  readonly flagged: number;
  /** Share of events that is flagged: true positive rate, the gains curve. */
  readonly events: number;
  /** Share of non-events that is flagged: false positive rate. */
  readonly others: number;
  /** Distance of the two: the KS curve. */
  readonly ks: number;
  /** Event rate among flagged rows over the event rate of all. */
  readonly lift: number;
}

/**
 * The points of the ROC curve (others, events), the KS curve (flagged, ks), the gains curve (flagged, events) and the
 * lift curve (flagged, lift), at most `points` + 1 of them, from none flagged to all.
 */
export function scoreCurves(
  labels: Float64Array,
  scores: Float64Array,
  options: { readonly points?: number; readonly weights?: Float64Array } = {},
): CurvePoint[] {
  const ranked = rankedByScore({ labels, scores, weights: options.weights });
  const totals = classTotals(ranked);
  const step = 1 / (options.points ?? 100);
  const curve: CurvePoint[] = [{ cut: Infinity, flagged: 0, events: 0, others: 0, ks: 0, lift: 1 }];
  let [events, others] = [0, 0];
  for (let k = 0; k < ranked.groups; k++) {
    events += ranked.positives[k] as number;
    others += ranked.negatives[k] as number;
    const flagged = (events + others) / (totals.events + totals.others);
    const isDue = flagged >= (curve.at(-1)?.flagged ?? 0) + step || k === ranked.groups - 1;
    if (isDue) curve.push(pointAt(ranked.scores[k] as number, { events, others }, totals));
  }
  return curve;
}

interface Counts {
  readonly events: number;
  readonly others: number;
}

function pointAt(cut: number, seen: Counts, totals: Counts): CurvePoint {
  const events = seen.events / totals.events;
  const others = seen.others / totals.others;
  const flagged = (seen.events + seen.others) / (totals.events + totals.others);
  return { cut, flagged, events, others, ks: Math.abs(events - others), lift: events / flagged };
}
