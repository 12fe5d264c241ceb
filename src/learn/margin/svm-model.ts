import { z } from '#base';
import { parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { checkTerms, weightedTermSchema } from '../linear/linear-kernel.ts';
import { logitModel } from '../linear/logit-model.ts';

const bodySchema = z.object({
  /** Platt's scale is inside: intercept and coefficients give log-odds. */
  intercept: z.number(),
  terms: z.array(weightedTermSchema),
  /** Log-odds per unit of the distance from the separating plane. */
  slope: z.number(),
  sweeps: z.number().int(),
  isConverged: z.boolean(),
});

/** The saved form of a support vector machine. */
export type SvmBody = z.infer<typeof bodySchema>;

interface SvmParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly body: SvmBody;
}

/** The model of fitted or loaded weights: a line on the log-odds scale, served like a logistic regression. */
export function svmModel(parts: SvmParts): Model {
  const { body } = parts;
  const line = logitModel({
    ...parts,
    body: {
      intercept: body.intercept,
      interceptError: 0,
      terms: body.terms.map((term) => ({ ...term, standardError: 0 })),
      iterations: body.sweeps,
      isConverged: body.isConverged,
    },
  });
  const { coefficients: _, ...model } = line;
  return { ...model, kind: 'svm', save: () => ({ ...line.save(), kind: 'svm', body }) };
}

/** Restores a saved support vector machine. */
export function loadSvm(document: ModelDocument): Model {
  const body = parseModelPart(bodySchema, document.body, 'weights');
  const features: Feature[] = document.features;
  checkTerms(body.terms, features.length);
  return svmModel({ features, ignored: document.ignored, training: document.training, body });
}
