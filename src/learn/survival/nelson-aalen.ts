import type { SurvivalOutcomes } from './outcomes.ts';
import { riskTable, type RiskTable } from './risk-table.ts';
import type { StepCurve } from './step-curve.ts';

/** A cumulative hazard with what it was counted from, one entry per distinct time. */
export interface HazardCurve extends StepCurve, RiskTable {
  readonly standardErrors: Float64Array;
}

/**
 * The cumulative hazard of Nelson and Aalen (Annals of Statistics 1978): the sum of events / at risk over the times up
 * to t, with left truncation when entry times are given. `weights` count a row so many times.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SURVIVAL_TIME`, `LEARN_SURVIVAL_EVENT`.
 */
export function nelsonAalen(outcomes: SurvivalOutcomes, weights?: Float64Array): HazardCurve {
  const table = riskTable(outcomes, weights);
  let [hazard, variance] = [0, 0];
  const standardErrors = new Float64Array(table.times.length);
  const values = table.events.map((died, k) => {
    const risk = table.atRisk[k] as number;
    if (died > 0) hazard += died / risk;
    if (died > 0) variance += died / (risk * risk);
    standardErrors[k] = Math.sqrt(variance);
    return hazard;
  });
  return { ...table, values, start: 0, standardErrors };
}
