import { TallyError } from '#base';
import { censoringWeights } from '../survival/censoring-weights.ts';
import { kaplanMeier } from '../survival/kaplan-meier.ts';
import { checkOutcomes, type SurvivalOutcomes } from '../survival/outcomes.ts';
import { stepAt } from '../survival/step-curve.ts';
import { checkRisk } from './concordance.ts';
import { descendingOrder } from './ranked.ts';
import { checkByTime, checkHorizons } from './survival-times.ts';

/** AUC by time. */
export interface TimeAuc {
  readonly times: Float64Array;
  /** Chance that a row with an event up to the time has a higher risk than one that is later still without. */
  readonly values: Float64Array;
  /** Mean of the values, weighted by the fall of the survival curve of the rows judged. */
  readonly mean: number;
}

/** What is judged when. */
export interface HorizonOptions {
  /** Strictly ascending, inside the follow-up of the rows judged. */
  readonly times: Float64Array;
  /** Rows from which the censoring distribution is estimated, usually the training rows. Default: the rows judged. */
  readonly censoring?: SurvivalOutcomes;
}

/** Risks no further apart than this are tied, as in scikit-survival. */
const TIED = 1e-8;

/**
 * Cumulative/dynamic AUC with inverse probability of censoring weights (Uno et al., JASA 2007; Hung and Chiang 2010):
 * cases have had the event by the time, controls are observed beyond it. `risk` holds one value per row, or
 * times x rows, time by time.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_HORIZONS`, `LEARN_NO_EVENTS`, `LEARN_CENSORING`,
 * `LEARN_NO_PAIRS` when nobody has an event up to the first time.
 */
export function timeAuc(outcomes: SurvivalOutcomes, risk: Float64Array, options: HorizonOptions): TimeAuc {
  checkOutcomes(outcomes);
  const { times } = options;
  const rows = outcomes.time.length;
  checkHorizons(times, outcomes);
  checkRisk(risk, risk.length);
  const isConstant = risk.length === rows;
  if (!isConstant) checkByTime(risk, { times: times.length, rows });
  const weights = censoringWeights(outcomes, options.censoring ?? outcomes);
  const shared = isConstant ? descendingOrder(risk) : undefined;
  const values = times.map((time, k) => {
    const scores = isConstant ? risk : risk.subarray(k * rows, (k + 1) * rows);
    return aucAt(outcomes, { time, scores, weights, order: shared ?? descendingOrder(scores) });
  });
  return { times, values, mean: meanAuc(values, times, outcomes) };
}

interface Moment {
  readonly time: number;
  readonly scores: Float64Array;
  readonly weights: Float64Array;
  readonly order: Uint32Array;
}

/** The trapezoids under the ROC curve; neighbours within the tolerance move together. */
function aucAt({ time, event }: SurvivalOutcomes, { time: at, scores, weights, order }: Moment): number {
  let [area, cases, controls, heldCases, heldControls] = [0, 0, 0, 0, 0];
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    if ((time[row] as number) > at) controls++;
    else if (event[row] === 1) cases += weights[row] as number;
    const next = order[i + 1];
    const isTied = next !== undefined && (scores[row] as number) - (scores[next] as number) <= TIED;
    if (isTied) continue;
    area += ((controls - heldControls) * (cases + heldCases)) / 2;
    [heldCases, heldControls] = [cases, controls];
  }
  if (cases > 0) return area / (cases * controls);
  throw new TallyError('LEARN_NO_PAIRS', `nobody has an event up to time ${at}`, {
    hint: 'judge from a later time on',
    data: { time: at },
  });
}

function meanAuc(values: Float64Array, times: Float64Array, outcomes: SurvivalOutcomes): number {
  if (values.length === 1) return values[0] as number;
  const curve = kaplanMeier({ time: outcomes.time, event: outcomes.event });
  let [before, sum] = [1, 0];
  for (let k = 0; k < times.length; k++) {
    const survival = stepAt(curve, times[k] as number);
    sum += (values[k] as number) * (before - survival);
    before = survival;
  }
  return sum / (1 - before);
}
