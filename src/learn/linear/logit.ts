import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse, z } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions } from '../estimator.ts';
import { checkCancelled, fitInput } from '../fit-input.ts';
import type { Target } from '../target.ts';
import { irls } from './irls.ts';
import { logitModel, type LogitModel } from './logit-model.ts';
import { buildDesign, demandNarrow } from './terms.ts';

const parametersSchema = z.strictObject({
  /** L1 penalty on standardised coefficients, per unit of log-likelihood. */
  l1: z.number().min(0).default(0),
  /** L2 penalty on standardised coefficients (1 = "C = 1" elsewhere). */
  l2: z.number().min(0).default(1),
});

/** Settings of logistic regression. */
export type LogitParameters = z.infer<typeof parametersSchema>;

/** A logistic regression before it is fitted. */
export interface LogitEstimator extends Estimator {
  fit(frame: Frame, target: Target, options?: FitOptions): Promise<LogitModel>;
}

/**
 * Logistic regression on standardised columns: median imputation with missing flags, one term per category against the
 * most frequent one, L2 (and L1) penalties that leave the intercept free, standard errors of every term.
 *
 * @example
 * const model = await logit({ l2: 1 }).fit(frame, { kind: 'binary', label });
 */
export function logit(parameters: Partial<LogitParameters> = {}): LogitEstimator {
  const settings = parse(parametersSchema, parameters, { what: 'logit settings', code: 'LEARN_SETTINGS' });
  return { kind: 'logit', fit: (frame, target, options = {}) => fitLogit(settings, { frame, target, options }) };
}

async function fitLogit(
  settings: LogitParameters,
  call: { frame: Frame; target: Target; options: FitOptions },
): Promise<LogitModel> {
  const { options } = call;
  const input = fitInput(call.frame, call.target, { options, supported: ['binary'] });
  const { encoded, target, seed } = input;
  const weights = input.weights ?? new Float64Array(encoded.rows).fill(1);
  const design = buildDesign(encoded, weights);
  demandNarrow(design, 'logit');
  const problem = { design, label: target.values, weights, offset: input.baseMargin };
  const fit = await irls(problem, settings, async (iteration) => {
    await nextTurn();
    checkCancelled(options.cancel);
    options.progress?.({ step: iteration, steps: iteration + 1 });
  });
  const training = recordTraining(encoded, target.values, { fit: options, seed, parameters: settings });
  const terms = design.terms.map((term, j) => ({
    ...term,
    codes: [...term.codes],
    coefficient: (fit.coefficients[j + 1] as number) + 0,
    standardError: fit.standardErrors[j + 1] as number,
  }));
  const [intercept, interceptError] = [fit.coefficients[0] as number, fit.standardErrors[0] as number];
  const body = { intercept, interceptError, terms, iterations: fit.iterations, isConverged: fit.isConverged };
  return logitModel({ features: encoded.features, ignored: encoded.ignored, training, body });
}
