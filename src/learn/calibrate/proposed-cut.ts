import { profitCurve, type Stakes } from './profit.ts';

/** What a good earns and a bad loses per unit lent: a convention until the real ones are given. */
export const USUAL_STAKES = { gainPerGood: 0.1, lossPerBad: 0.6 } as const;

/** The cut-off that a report proposes. */
export interface ProposedCut {
  /** Rows with a score below are approved. */
  readonly cut: number;
  /** Share of the rows. */
  readonly approved: number;
  readonly reason: 'most profit' | 'as many as have no event';
}

/** Cuts that approve nearly nobody or nearly everybody do not tell groups apart. */
const EDGE = 0.05;

/**
 * The cut-off of most profit; when that approves less than 5 or more than 95 % of the rows, the one that approves as many
 * as have no event. Errors as `profitCurve`.
 */
export function proposedCut(labels: Float64Array, scores: Float64Array, stakes: Stakes = USUAL_STAKES): ProposedCut {
  const { cut, approved } = profitCurve(labels, scores, stakes).best;
  if (approved >= EDGE && approved <= 1 - EDGE) return { cut, approved, reason: 'most profit' };
  const events = labels.reduce((sum, label) => sum + label, 0);
  const sorted = scores.slice().sort();
  const limit = sorted[Math.min(sorted.length - 1, sorted.length - events)] as number;
  // Everybody below the limit, or up to it when nobody is below.
  const chosen = limit > (sorted[0] as number) ? limit : (sorted.find((score) => score > limit) ?? Infinity);
  const count = scores.reduce((sum, score) => sum + (score < chosen ? 1 : 0), 0);
  return { cut: chosen, approved: count / scores.length, reason: 'as many as have no event' };
}
