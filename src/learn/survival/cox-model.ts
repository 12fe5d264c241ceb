import { exp, TallyError, z } from '#base';
import type { Frame } from '#table';
import { explainBatch, predictBatch, scoreRow, type RowKernel } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { termValue } from '../linear/terms.ts';
import { stepAt, type StepCurve } from './step-curve.ts';

const bodySchema = z.object({
  terms: z.array(
    z.object({
      feature: z.number().int().min(0),
      kind: z.enum(['value', 'missing', 'categories']),
      codes: z.array(z.number().int()),
      impute: z.number(),
      mean: z.number(),
      sd: z.number().gt(0),
      /** Per standard deviation of the term; divide by `sd` for the log hazard ratio of one unit. */
      coefficient: z.number(),
      standardError: z.number(),
    }),
  ),
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
  const kernel = coxKernel(features, body);
  const times = Float64Array.from(body.baseline.times);
  const baseline = { times, values: Float64Array.from(body.baseline.values), start: 0 };
  return {
    kind: 'cox',
    target: 'survival',
    outputs: 1,
    features,
    ignored,
    importance: coefficientShares(body, features.length),
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

function coxKernel(features: readonly Feature[], body: CoxBody): RowKernel {
  const byFeature = features.map((_, f) => body.terms.filter(({ feature }) => feature === f));
  const contribution = (f: number, value: number): number => {
    let sum = 0;
    for (const term of byFeature[f] ?? []) sum += (term.coefficient * (termValue(term, value) - term.mean)) / term.sd;
    return sum;
  };
  return {
    features,
    margin: (row, from = 0) => {
      let margin = from;
      for (let f = 0; f < byFeature.length; f++) margin += contribution(f, row[f] as number);
      return margin;
    },
    transform: (margin) => margin,
    explainRow: (row, out) => {
      for (let f = 0; f < byFeature.length; f++) out[f] = contribution(f, row[f] as number);
      return 0;
    },
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

function coefficientShares({ terms }: CoxBody, features: number): Float64Array {
  const sums = new Float64Array(features);
  for (const { feature, coefficient } of terms) sums[feature] = (sums[feature] as number) + Math.abs(coefficient);
  const total = sums.reduce((sum, value) => sum + value, 0);
  return total > 0 ? sums.map((value) => value / total) : sums;
}

/** Restores a saved Cox regression. */
export function loadCox(document: ModelDocument): CoxModel {
  const body = parseModelPart(bodySchema, document.body, 'coefficients');
  const { features, ignored, training } = document;
  const { times, values } = body.baseline;
  const isSound = body.terms.every(({ feature }) => feature < features.length) && times.length === values.length;
  if (isSound) return coxModel({ features, ignored, training, body });
  throw new TallyError('LEARN_MODEL_INVALID', "the model's terms or baseline do not fit together", {
    hint: 'the file was changed or cut short: save the model again',
  });
}
