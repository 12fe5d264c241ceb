import { sigmoid, TallyError, z } from '#base';
import { explainBatch, predictBatch, scoreRow, type RowKernel } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { termValue } from './terms.ts';

const bodySchema = z.object({
  intercept: z.number(),
  interceptError: z.number(),
  terms: z.array(
    z.object({
      feature: z.number().int().min(0),
      kind: z.enum(['value', 'missing', 'categories']),
      codes: z.array(z.number().int()),
      impute: z.number(),
      mean: z.number(),
      sd: z.number().gt(0),
      /** Per standard deviation of the term. */
      coefficient: z.number(),
      standardError: z.number(),
    }),
  ),
  iterations: z.number().int(),
  isConverged: z.boolean(),
});

/** Coefficients of a logistic regression, on standardised terms. */
export type LogitBody = z.infer<typeof bodySchema>;

/** A fitted logistic regression with its coefficient table. */
export interface LogitModel extends Model {
  readonly kind: 'logit';
  readonly coefficients: LogitBody;
}

interface LogitParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly body: LogitBody;
}

/** Makes the model of fitted or loaded coefficients. */
export function logitModel(parts: LogitParts): LogitModel {
  const { features, ignored, body } = parts;
  const effects = features.map((feature, index) =>
    effectOf(
      feature,
      body.terms.filter((term) => term.feature === index),
    ),
  );
  const kernel: RowKernel = {
    features,
    margin: (row, from = body.intercept) => {
      let margin = from;
      for (let f = 0; f < effects.length; f++) margin += contribution(effects[f] as Effect, row[f] as number);
      return margin;
    },
    transform: sigmoid,
    explainRow: (row, out) => {
      for (let f = 0; f < effects.length; f++) out[f] = contribution(effects[f] as Effect, row[f] as number);
      return body.intercept;
    },
  };
  return {
    kind: 'logit',
    target: 'binary',
    outputs: 1,
    features,
    ignored,
    importance: coefficientImportance(body, features.length),
    coefficients: body,
    predict: (frame, options) => predictBatch(kernel, frame, options),
    explain: (frame) => explainBatch(kernel, frame),
    score: (row) => scoreRow(kernel, row),
    scoreAll: (row, out) => {
      out[0] = scoreRow(kernel, row);
    },
    explainRow: kernel.explainRow,
    save: () => ({ ...documentHead({ kind: 'logit', target: 'binary', ...parts }), body }),
  };
}

/** What one feature adds to the margin: a line, a table by category, and a constant when missing. */
interface Effect {
  readonly slope: number;
  readonly centre: number;
  readonly shift: number;
  /** By category; undefined for a number. */
  readonly table: Float64Array | undefined;
  readonly atMissing: number;
}

type FittedTerm = LogitBody['terms'][number];

function effectOf(feature: Feature, terms: readonly FittedTerm[]): Effect {
  const sumAt = (value: number, of: readonly FittedTerm[]): number =>
    of.reduce((sum, term) => sum + (term.coefficient * (termValue(term, value) - term.mean)) / term.sd, 0);
  const atMissing = sumAt(NaN, terms);
  if (feature.kind === 'category') {
    const table = Float64Array.from(feature.categories, (_, code) => sumAt(code, terms));
    return { slope: 0, centre: 0, shift: 0, table, atMissing };
  }
  const line = terms.find((term) => term.kind === 'value');
  const shift = sumAt(
    0,
    terms.filter((term) => term.kind === 'missing'),
  );
  const slope = line === undefined ? 0 : line.coefficient / line.sd;
  return { slope, centre: line?.mean ?? 0, shift, table: undefined, atMissing };
}

function contribution(effect: Effect, value: number): number {
  if (value !== value) return effect.atMissing;
  if (effect.table !== undefined) return effect.table[value] ?? effect.atMissing;
  return effect.slope * (value - effect.centre) + effect.shift;
}

function coefficientImportance(body: LogitBody, features: number): Float64Array {
  const sums = new Float64Array(features);
  for (const { feature, coefficient } of body.terms) sums[feature] = (sums[feature] as number) + Math.abs(coefficient);
  const total = sums.reduce((sum, value) => sum + value, 0);
  return total > 0 ? sums.map((value) => value / total) : sums;
}

/** Restores a saved logistic regression. */
export function loadLogit(document: ModelDocument): LogitModel {
  const body = parseModelPart(bodySchema, document.body, 'coefficients');
  const features: Feature[] = document.features;
  if (body.terms.some(({ feature }) => feature >= features.length)) {
    throw new TallyError('LEARN_MODEL_INVALID', 'a term of the model belongs to no feature', {
      hint: 'the file was changed or cut short: save the model again',
    });
  }
  return logitModel({ features, ignored: document.ignored, training: document.training, body });
}
