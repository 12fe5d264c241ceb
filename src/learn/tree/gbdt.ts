import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import { fitColumns } from '../fit-input.ts';
import { targetValues, type Target } from '../target.ts';
import { bindObjective } from './bind-objective.ts';
import { boost } from './boost.ts';
import { gbdtModel } from './gbdt-model.ts';
import { gbdtParameters, type GbdtParameters } from './parameters.ts';
import { validationWatch } from './validation-watch.ts';

/**
 * Histogram gradient boosting of trees with second-order gains (Chen and Guestrin, "XGBoost", KDD 2016; histograms,
 * subtraction and categorical splits as in Ke et al., "LightGBM", NIPS 2017), with one tree for all outputs and a value for
 * each in its leaves. Binary targets by logistic loss, real ones by the `loss` of the settings, classes by softmax, grades
 * by LambdaMART, several tasks by logistic loss. Missing values take a learnt direction; text columns are split by sets of
 * categories.
 *
 * @example
 * const model = await gbdt({ trees: 200 }).fit(frame, { kind: 'binary', label });
 */
export function gbdt(parameters: Partial<GbdtParameters> = {}): Estimator {
  const settings = gbdtParameters(parameters);
  return { kind: 'gbdt', fit: (frame, target, options = {}) => fitGbdt(settings, { frame, target, options }) };
}

interface FitCall {
  readonly frame: Frame;
  readonly target: Target;
  readonly options: FitOptions;
}

async function fitGbdt(settings: GbdtParameters, { frame, target, options }: FitCall): Promise<Model> {
  const { weights, groups } = options;
  const outputs = target.kind === 'multiclass' ? target.classes : target.kind === 'tasks' ? target.tasks.length : 1;
  const { encoded, seed } = fitColumns(frame, options, outputs);
  const objective = bindObjective(target, { rows: frame.rows, weights, groups }, settings);
  const isWatched = settings.boosting === 'gbdt' || settings.boosting === 'goss';
  const watch =
    options.valid && isWatched
      ? validationWatch(options.valid, {
          encoded,
          start: objective.start,
          bind: (valid) =>
            bindObjective(
              valid.target,
              { rows: valid.frame.rows, weights: valid.weights, groups: valid.groups },
              settings,
            ),
        })
      : undefined;
  const forest = await boost({ encoded, objective, settings, options, watch });
  const training = recordTraining(encoded, targetValues(target), { fit: options, seed, parameters: settings });
  return gbdtModel({
    target: target.kind,
    link: objective.link,
    features: encoded.features,
    ignored: encoded.ignored,
    start: objective.start,
    forest,
    training,
  });
}
