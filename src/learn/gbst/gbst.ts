import type { Frame } from '#table';
import type { Estimator, FitOptions } from '../estimator.ts';
import type { Target } from '../target.ts';
import { chooseSettings } from './choose-settings.ts';
import { fitGbst, unsupported } from './fit-gbst.ts';
import type { SurvivalModel } from './gbst-model.ts';
import { candidatesOf, gbstSettings, type GbstParameters } from './gbst-settings.ts';

/** An estimator of survival models. */
export interface GbstEstimator extends Estimator {
  fit(frame: Frame, target: Target, options?: FitOptions): Promise<SurvivalModel>;
}

/**
 * Gradient boosting survival trees: discrete-time hazards by shared trees (see `hazardObjective`), with censoring, left
 * truncation, competing causes and weights. Predicts PD(t), the chance that the event has happened by each window's end.
 *
 * @example
 * const model = await gbst({ windows: 24 }).fit(frame, { kind: 'survival', entry, time, cause });
 */
export function gbst(parameters: GbstParameters = {}): GbstEstimator {
  const given = gbstSettings(parameters);
  return {
    kind: 'gbst',
    fit: async (frame, target, options = {}) => {
      if (target.kind !== 'survival') throw unsupported(target.kind);
      const fit = { frame, target, options };
      const isOpen = parameters.trees === undefined && options.valid === undefined;
      return await fitGbst(isOpen ? await chooseSettings(candidatesOf(given, parameters), fit) : given, fit);
    },
  };
}
