import { exp, log } from '#base';
import type { SurvivalOutcomes } from './outcomes.ts';
import { riskTable, type RiskTable } from './risk-table.ts';
import type { StepCurve } from './step-curve.ts';

/** A survival curve with what it was counted from, one entry per distinct time. */
export interface SurvivalCurve extends StepCurve, RiskTable {
  /** Greenwood's standard error of the survival. */
  readonly standardErrors: Float64Array;
  /** 95 % limits on the scale log(-log S), which keeps them inside 0 to 1. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Standard normal quantile of 0.975. */
const Z95 = 1.959_963_984_540_054;

/**
 * The survival curve of Kaplan and Meier (JASA 1958): S(t) = product of (1 - events / at risk) over the times up to t,
 * with left truncation when entry times are given. `weights` count a row so many times.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SURVIVAL_TIME`, `LEARN_SURVIVAL_EVENT`.
 * @example
 * const curve = kaplanMeier({ time, event });
 * const twoYears = stepAt(curve, 730);
 */
export function kaplanMeier(outcomes: SurvivalOutcomes, weights?: Float64Array): SurvivalCurve {
  const table = riskTable(outcomes, weights);
  const { times, events, atRisk } = table;
  const [values, standardErrors, low, high] = [0, 1, 2, 3].map(() => new Float64Array(times.length)) as Four;
  let [survival, spread] = [1, 0];
  for (let k = 0; k < times.length; k++) {
    const [died, risk] = [events[k] as number, atRisk[k] as number];
    if (died > 0) survival *= 1 - died / risk;
    if (died > 0 && risk > died) spread += died / (risk * (risk - died));
    values[k] = survival;
    standardErrors[k] = survival * Math.sqrt(spread);
    const inner = survival > 0 && survival < 1 ? (Z95 * Math.sqrt(spread)) / log(survival) : 0;
    low[k] = survival > 0 && survival < 1 ? exp(log(survival) * exp(-inner)) : survival;
    high[k] = survival > 0 && survival < 1 ? exp(log(survival) * exp(inner)) : survival;
  }
  return { ...table, values, start: 1, standardErrors, low, high };
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];

/** The chance of not yet being censored, by Kaplan and Meier with events counted before censorings of the same time. */
export function censoringCurve(outcomes: SurvivalOutcomes): StepCurve {
  const { times, events, censored, atRisk } = riskTable(outcomes);
  let uncensored = 1;
  const values = times.map((_, k) => {
    const left = censored[k] as number;
    if (left > 0) uncensored *= 1 - left / ((atRisk[k] as number) - (events[k] as number));
    return uncensored;
  });
  return { times, values, start: 1 };
}
