import { exp, TallyError, z } from '#base';
import type { Frame } from '#table';
import { explainBatch, predictBatch, scoreRow } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { checkTerms, coefficientImportance, fittedTermSchema, linearKernel } from '../linear/linear-kernel.ts';
import { stepAt, type StepCurve } from './step-curve.ts';

const bodySchema = z.object({
  /** A coefficient divided by `sd` is the log hazard ratio of one unit. */
  terms: z.array(fittedTermSchema),
  /** Cumulative hazard of a row whose terms are all at their means. */
  baseline: z.object({ times: z.array(z.number()), values: z.array(z.number()) }),
  logLikelihood: z.number(),
  iterations: z.number().int(),
  isConverged: z.boolean(),
});

/** Coefficients and baseline of a Cox regression, on standardised terms. */
export type CoxBody = z.infer<typeof bodySchema>;

/** A fitted Cox regression: `predict` gives the log relative hazard against the mean row. */
export interface CoxModel extends Model {
  readonly kind: 'cox';
  readonly coefficients: CoxBody;
  /** Cumulative hazard of a row with margin 0. */
  readonly baseline: StepCurve;
  /** Times x rows, time by time: the chance to be without event after the time. */
  survival(frame: Frame, times: Float64Array): Float64Array;
}

interface CoxParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly body: CoxBody;
}

/** Makes the model of fitted or loaded coefficients. */
export function coxModel(parts: CoxParts): CoxModel {
  const { features, ignored, body } = parts;
  const kernel = linearKernel(features, body.terms, { intercept: 0, transform: (margin) => margin });
  const times = Float64Array.from(body.baseline.times);
  const baseline = { times, values: Float64Array.from(body.baseline.values), start: 0 };
  return {
    kind: 'cox',
    target: 'survival',
    outputs: 1,
    features,
    ignored,
    importance: coefficientImportance(body.terms, features.length),
    coefficients: body,
    baseline,
    predict: (frame, options) => predictBatch(kernel, frame, options),
    survival: (frame, at) => survivalOf(predictBatch(kernel, frame), baseline, at),
    explain: (frame) => explainBatch(kernel, frame),
    score: (row) => scoreRow(kernel, row),
    scoreAll: (row, out) => {
      out[0] = scoreRow(kernel, row);
    },
    explainRow: kernel.explainRow,
    save: () => ({ ...documentHead({ kind: 'cox', target: 'survival', ...parts }), body }),
  };
}

function survivalOf(margins: Float64Array, baseline: StepCurve, times: Float64Array): Float64Array {
  const out = new Float64Array(times.length * margins.length);
  const relative = margins.map(exp);
  times.forEach((time, k) => {
    const hazard = stepAt(baseline, time);
    relative.forEach((risk, row) => (out[k * margins.length + row] = exp(-hazard * risk)));
  });
  return out;
}

/** Restores a saved Cox regression. */
export function loadCox(document: ModelDocument): CoxModel {
  const body = parseModelPart(bodySchema, document.body, 'coefficients');
  const { features, ignored, training } = document;
  const { times, values } = body.baseline;
  checkTerms(body.terms, features.length);
  if (times.length === values.length) return coxModel({ features, ignored, training, body });
  throw new TallyError('LEARN_MODEL_INVALID', "the model's baseline does not fit together", {
    hint: 'the file was changed or cut short: save the model again',
  });
}
