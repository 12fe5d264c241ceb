import { exp, TallyError } from '#base';
import { incompleteBeta, logBeta } from './incomplete-beta.ts';
import { classTotals, rankedByScore, type RankedScores } from './ranked.ts';

/** What is believed about the cost of flagging a non-event, as a share of both costs. */
export interface HMeasureOptions {
  /** Shape of the Beta(alpha, beta) belief. Default 2 and 2 (Hand 2009). */
  readonly alpha?: number;
  readonly beta?: number;
  readonly weights?: Float64Array;
}

/**
 * The H-measure (Hand, Machine Learning 2009): 1 - expected minimum loss / expected loss of knowing nothing, over
 * costs c ~ Beta(alpha, beta) of flagging a non-event against 1 - c of missing an event. 0 is useless, 1 perfect. Unlike
 * the AUC it weighs errors alike for every score. Hand and Anagnostopoulos (2014) use alpha = 2 and beta = 1 +
 * (non-events / events). NaN when one class is absent.
 *
 * @throws TallyError `LEARN_SETTINGS` when a shape is not above 0.
 */
export function hMeasure(labels: Float64Array, scores: Float64Array, options: HMeasureOptions = {}): number {
  const { alpha = 2, beta = 2, weights } = options;
  if (!(alpha > 0 && beta > 0 && alpha < Infinity && beta < Infinity)) {
    throw new TallyError('LEARN_SETTINGS', `Beta(${alpha}, ${beta}) is no distribution`, {
      hint: 'give shapes above 0',
    });
  }
  const ranked = rankedByScore({ labels, scores, weights });
  const { events, others } = classTotals(ranked);
  if (!(events > 0 && others > 0)) return NaN;
  const prior = events / (events + others);
  const partial = partialMeans(alpha, beta);
  const hull = convexHull(ranked, { events, others });
  let [loss, before] = [0, partial(0)];
  for (let i = 0; i < hull.length; i++) {
    const point = hull[i] as RocPoint;
    const next = partial(i + 1 < hull.length ? costBetween(point, hull[i + 1] as RocPoint, prior) : 1);
    loss += (1 - prior) * point.others * (next.cost - before.cost);
    loss += prior * (1 - point.events) * (next.rest - before.rest);
    before = next;
  }
  const [zero, turn, one] = [partial(0), partial(prior), partial(1)];
  const ignorant = (1 - prior) * (turn.cost - zero.cost) + prior * (one.rest - turn.rest);
  return 1 - loss / ignorant;
}

/** Shares of non-events and events flagged. */
interface RocPoint {
  readonly others: number;
  readonly events: number;
}

/** The upper hull of the ROC curve, from all flagged (cost 0) down to none (cost 1). */
function convexHull(ranked: RankedScores, totals: RocPoint): RocPoint[] {
  const hull: RocPoint[] = [];
  let [events, others] = [totals.events, totals.others];
  for (let k = ranked.groups; k >= 0; k--) {
    const point = { others: Math.max(0, others) / totals.others, events: Math.max(0, events) / totals.events };
    while (hull.length > 1 && !turnsIn(hull.at(-2) as RocPoint, hull.at(-1) as RocPoint, point)) hull.pop();
    hull.push(point);
    if (k === 0) break;
    events -= ranked.positives[k - 1] as number;
    others -= ranked.negatives[k - 1] as number;
  }
  return hull;
}

function turnsIn(a: RocPoint, b: RocPoint, c: RocPoint): boolean {
  return (b.others - a.others) * (c.events - a.events) - (b.events - a.events) * (c.others - a.others) > 1e-15;
}

/** The cost at which two neighbours of the hull lose the same. */
function costBetween(a: RocPoint, b: RocPoint, prior: number): number {
  const events = prior * (a.events - b.events);
  const others = (1 - prior) * (a.others - b.others);
  return events / (events + others);
}

/** Integrals of c and of 1 - c under Beta(alpha, beta) up to a cost. */
function partialMeans(alpha: number, beta: number): (upTo: number) => { readonly cost: number; readonly rest: number } {
  const whole = logBeta(alpha, beta);
  const mean = exp(logBeta(alpha + 1, beta) - whole);
  const rest = exp(logBeta(alpha, beta + 1) - whole);
  return (upTo) => ({
    cost: mean * incompleteBeta(upTo, alpha + 1, beta),
    rest: rest * incompleteBeta(upTo, alpha, beta + 1),
  });
}
