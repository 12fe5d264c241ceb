import { TallyError } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { FitOptions } from '../estimator.ts';
import { fitColumns } from '../fit-input.ts';
import { targetValues, type SurvivalTarget } from '../target.ts';
import { boost } from '../tree/boost.ts';
import { hazardObjective } from '../tree/objectives/hazard.ts';
import { validationWatch } from '../tree/validation-watch.ts';
import { gbstModel, type SurvivalModel } from './gbst-model.ts';
import type { GbstSettings } from './gbst-settings.ts';
import { checkSurvival, windowEdges } from './windows.ts';

/** What is fitted. */
export interface SurvivalFit {
  readonly frame: Frame;
  readonly target: SurvivalTarget;
  readonly options: FitOptions;
}

/** Fits with these settings as they are. */
export async function fitGbst(given: GbstSettings, { frame, target, options }: SurvivalFit): Promise<SurvivalModel> {
  const { settings, windowsPerChannel, smoothing, partialExposure } = given;
  const causes = checkSurvival(target, frame.rows);
  const edges = windowEdges(target, given);
  const hazards = { edges, causes, windowsPerChannel, smoothing, isPartial: partialExposure };
  const { encoded, seed } = fitColumns(frame, options, causes * given.windows);
  const objective = hazardObjective(target, { weights: options.weights }, hazards);
  const watch =
    options.valid &&
    validationWatch(options.valid, {
      encoded,
      start: objective.start,
      bind: (valid) => {
        if (valid.target.kind !== 'survival') throw unsupported(valid.target.kind);
        checkSurvival(valid.target, valid.frame.rows);
        return hazardObjective(valid.target, { weights: valid.weights }, hazards);
      },
    });
  const forest = await boost({ encoded, objective, settings, options, watch });
  const parameters = { ...settings, windows: given.windows, windowsPerChannel, smoothing, partialExposure };
  const training = recordTraining(encoded, targetValues(target), { fit: options, seed, parameters });
  const { features, ignored } = encoded;
  return gbstModel({ features, ignored, start: objective.start, edges, causes, forest, training });
}

/** The error of a target that has no times. */
export function unsupported(kind: string): TallyError {
  return new TallyError('LEARN_TARGET_UNSUPPORTED', `gbst does not fit a ${kind} target`, {
    hint: 'give times and events: { kind: "survival", entry, time, cause }',
    data: { target: kind, supported: ['survival'] },
  });
}
