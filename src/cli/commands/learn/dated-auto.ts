import { autoFit, autoSurvival, type Estimator } from '#learn';
import { column, drop, float64Column, withColumn, type Frame } from '#table';
import type { Problem } from './problem.ts';

/** Name of the column in which dates travel through a validation; no file has it, as it begins with a line feed. */
const DATES = '\n dates';

/** A learner and the rows it is to be given. */
export interface DatedLearner {
  readonly estimator: Estimator;
  readonly frame: Frame;
}

/**
 * A race of models knows the dates of its rows, so that its inner folds go forward in time: they travel as a column that
 * the race takes out again. Other learners, and rows without dates, stay as they are.
 */
export function withDates(estimator: Estimator, { frame, dates }: Problem): DatedLearner {
  if (dates === undefined || estimator.kind !== 'auto') return { estimator, frame };
  const raced: Estimator = {
    kind: 'auto',
    fit: async (dated, target, options = {}) => {
      const own = column(dated, DATES).values as Float64Array;
      const { baseMargin: _margin, groups: _groups, valid: _valid, ...rest } = options;
      const fit = { ...rest, dates: own };
      const rows = drop(dated, [DATES]);
      if (target.kind === 'survival') return (await autoSurvival({ frame: rows, target }, fit)).model;
      return (await autoFit({ frame: rows, target }, fit)).model;
    },
  };
  return { estimator: raced, frame: withColumn(frame, DATES, float64Column(dates)) };
}
