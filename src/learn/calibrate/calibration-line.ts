import { logit } from '#base';
import type { Interval } from '../metric/delong.ts';
import { scoredRows } from './calibration-input.ts';
import { logisticNewton } from './logistic-newton.ts';

/** Standard normal quantile of 0.975. */
const Z95 = 1.959_963_984_540_054;

/** How far probabilities are from the observed rates, on the scale of log-odds (Cox 1958). */
export interface CalibrationLine {
  /** 1 is right; below 1 the scores are too extreme (over-fitted), above 1 too timid. */
  readonly slope: Interval;
  /** Of the line with that slope. */
  readonly intercept: Interval;
  /** Calibration in the large: the shift of all log-odds that fits, at slope 1. 0 is right, above 0 risk is understated. */
  readonly shift: Interval;
}

/**
 * Calibration slope and intercept: the logistic regression of the labels on the log-odds of the scores, with 95 %
 * intervals.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_WEIGHT`.
 */
export function calibrationLine(labels: Float64Array, scores: Float64Array, weights?: Float64Array): CalibrationLine {
  const rows = scoredRows(labels, scores, weights);
  const odds = scores.map(logit);
  const line = logisticNewton({ columns: [odds], target: labels, weights: rows.weights });
  const shifted = logisticNewton({ columns: [], target: labels, weights: rows.weights, offset: odds });
  return {
    slope: interval(line.slopes[0] ?? 0, line.standardErrors[1] ?? 0),
    intercept: interval(line.intercept, line.standardErrors[0] ?? 0),
    shift: interval(shifted.intercept, shifted.standardErrors[0] ?? 0),
  };
}

function interval(value: number, standardError: number): Interval {
  return { value, low: value - Z95 * standardError, high: value + Z95 * standardError, standardError };
}
