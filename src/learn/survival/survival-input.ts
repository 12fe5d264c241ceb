import { TallyError } from '#base';
import type { Frame } from '#table';
import type { FitOptions } from '../estimator.ts';
import { fitColumns, type FitColumns } from '../fit-input.ts';
import type { Target } from '../target.ts';
import { demandEvents, survivalOutcomes, type SurvivalOutcomes } from './outcomes.ts';

/** Training rows of a survival learner, checked and encoded. */
export interface SurvivalInput extends FitColumns {
  readonly outcomes: SurvivalOutcomes;
}

/**
 * Checks and encodes what a survival learner is given.
 *
 * @throws TallyError `LEARN_TARGET_UNSUPPORTED`, `LEARN_SHAPE`, `LEARN_SURVIVAL_TIME`, `LEARN_SURVIVAL_EVENT`,
 * `LEARN_NO_EVENTS`, and the errors of the columns.
 */
export function survivalInput(
  frame: Frame,
  target: Target,
  settings: { readonly options: FitOptions; readonly cause?: number | undefined },
): SurvivalInput {
  if (target.kind !== 'survival') {
    throw new TallyError('LEARN_TARGET_UNSUPPORTED', `this estimator does not fit a ${target.kind} target`, {
      hint: 'it fits: survival',
      data: { target: target.kind, supported: ['survival'] },
    });
  }
  const columns = fitColumns(frame, settings.options);
  const outcomes = survivalOutcomes(target, settings.cause);
  if (outcomes.time.length !== frame.rows) {
    throw new TallyError('LEARN_SHAPE', `the target has ${outcomes.time.length} values for ${frame.rows} rows`, {
      hint: 'give one value per row',
    });
  }
  demandEvents(outcomes);
  return { ...columns, outcomes };
}
