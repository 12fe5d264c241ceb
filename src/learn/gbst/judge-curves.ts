import { log } from '#base';
import type { Frame } from '#table';
import { concordance } from '../metric/concordance.ts';
import { censoringCurve } from '../survival/kaplan-meier.ts';
import { survivalOutcomes, type SurvivalOutcomes } from '../survival/outcomes.ts';
import { stepAt } from '../survival/step-curve.ts';
import type { SurvivalTarget } from '../target.ts';
import type { Model } from '../estimator.ts';
import type { SurvivalModel } from './gbst-model.ts';

/** How well curves PD(t) fit what happened. */
export interface CurveQuality {
  /** Harrell's C of PD at the last window end. */
  readonly cIndex: number;
  /** Negative log-likelihood of the discrete hazards per row: windows completed, and the event's window. */
  readonly nll: number;
  /**
   * Mean over the window ends of the Brier score with inverse probability of censoring weights; ends beyond the last censoring
   * row are left out.
   */
  readonly brier: number;
}

/** Chances of being uncensored below this are taken as this, so that no single row decides the Brier score. */
const LEAST_CHANCE = 0.001;

/** Ends of the periods by which survival functions without windows are judged. */
const PERIODS = 20;

/** A model that gives the chance to survive each time: times x rows. */
interface SurvivalFunctions extends Model {
  survival(frame: Frame, times: Float64Array): Float64Array;
}

/** Judges any survival model: those with windows as {@link judgeCurves}, others by C and Brier score at even times. */
export function judgeSurvival(
  model: Model,
  frame: Frame,
  rows: { readonly target: SurvivalTarget; readonly censoring: SurvivalTarget },
): Partial<CurveQuality> & Pick<CurveQuality, 'cIndex' | 'brier'> {
  if ('edges' in model) return judgeCurves(model as SurvivalModel, frame, rows);
  const outcomes = survivalOutcomes(rows.target);
  const longest = outcomes.time.reduce((most, time) => Math.max(most, time), 0);
  const ends = new Float64Array(PERIODS).map((_, i) => ((i + 0.5) * longest) / PERIODS);
  const gone = (model as SurvivalFunctions).survival(frame, ends).map((alive) => 1 - alive);
  return {
    cIndex: concordance(outcomes, model.predict(frame)).value,
    brier: brierOf(ends, gone, { outcomes, censoring: survivalOutcomes(rows.censoring) }),
  };
}

/** Judges a model with windows by its first cause; censoring is estimated on `censoring`, usually the training rows. */
function judgeCurves(
  model: SurvivalModel,
  frame: Frame,
  { target, censoring }: { readonly target: SurvivalTarget; readonly censoring: SurvivalTarget },
): CurveQuality {
  const { edges } = model;
  const windows = edges.length - 1;
  const curves = model.predict(frame);
  const horizon = edges[windows] as number;
  const outcomes = survivalOutcomes(target, 1);
  const cut: SurvivalOutcomes = {
    time: outcomes.time.map((time) => Math.min(time, horizon)),
    event: outcomes.event.map((event, row) => ((outcomes.time[row] as number) < horizon ? event : 0)),
  };
  const risk = curves.subarray((windows - 1) * frame.rows, windows * frame.rows);
  return {
    cIndex: concordance(cut, risk).value,
    nll: nllOf(model, model.hazards(frame), outcomes),
    brier: brierOf(edges.subarray(1), curves.subarray(0, windows * frame.rows), {
      outcomes,
      censoring: survivalOutcomes(censoring, 1),
    }),
  };
}

function nllOf({ edges }: SurvivalModel, hazards: Float64Array, { time, event }: SurvivalOutcomes): number {
  const rows = time.length;
  const windows = edges.length - 1;
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < windows && (edges[j] as number) <= (time[row] as number); j++) {
      const hazard = hazards[j * rows + row] as number;
      const isInside = (time[row] as number) < (edges[j + 1] as number);
      if (!isInside) loss -= log(Math.max(1 - hazard, 1e-15));
      else if (event[row] === 1) loss -= log(Math.max(hazard, 1e-15));
    }
  }
  return loss / rows;
}

function brierOf(
  ends: Float64Array,
  curves: Float64Array,
  { outcomes, censoring }: { readonly outcomes: SurvivalOutcomes; readonly censoring: SurvivalOutcomes },
): number {
  const { time, event } = outcomes;
  const rows = time.length;
  const curve = censoringCurve(censoring);
  const chance = (at: number): number => Math.max(LEAST_CHANCE, stepAt(curve, at));
  const own = time.map(chance);
  // Where nobody was followed any longer, nothing says who would have been alive.
  const followed = censoring.time.reduce((most, at) => Math.max(most, at), 0);
  const judged = ends.filter((end) => end < followed).length;
  let sum = 0;
  for (let j = 0; j < judged; j++) {
    const end = ends[j] as number;
    const atEnd = chance(end);
    for (let row = 0; row < rows; row++) {
      const gone = curves[j * rows + row] as number;
      if ((time[row] as number) > end) sum += gone ** 2 / atEnd;
      else if (event[row] === 1) sum += (1 - gone) ** 2 / (own[row] as number);
    }
  }
  return sum / rows / judged;
}
