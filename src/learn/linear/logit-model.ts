import { sigmoid, z } from '#base';
import { explainBatch, predictBatch, scoreRow } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { checkTerms, coefficientImportance, fittedTermSchema, linearKernel } from './linear-kernel.ts';

const bodySchema = z.object({
  intercept: z.number(),
  interceptError: z.number(),
  terms: z.array(fittedTermSchema),
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
  const kernel = linearKernel(features, body.terms, { intercept: body.intercept, transform: sigmoid });
  return {
    kind: 'logit',
    target: 'binary',
    outputs: 1,
    features,
    ignored,
    importance: coefficientImportance(body.terms, features.length),
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

/** Restores a saved logistic regression. */
export function loadLogit(document: ModelDocument): LogitModel {
  const body = parseModelPart(bodySchema, document.body, 'coefficients');
  const features: Feature[] = document.features;
  checkTerms(body.terms, features.length);
  return logitModel({ features, ignored: document.ignored, training: document.training, body });
}
