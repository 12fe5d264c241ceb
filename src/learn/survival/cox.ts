import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse, z } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions } from '../estimator.ts';
import { checkCancelled } from '../fit-input.ts';
import { buildDesign, demandNarrow, type Design } from '../linear/terms.ts';
import type { Target } from '../target.ts';
import { coxModel, type CoxModel } from './cox-model.ts';
import { coxNewton } from './cox-newton.ts';
import { survivalInput } from './survival-input.ts';

const parametersSchema = z.strictObject({
  /** How events of one time share their risk set. */
  ties: z.enum(['efron', 'breslow']).default('efron'),
  /** L2 penalty on standardised coefficients, per unit of log-likelihood. */
  l2: z.number().min(0).default(1),
  /** The cause that counts as the event; others count as censored. Without it, any cause. */
  cause: z.number().int().min(1).optional(),
});

/** Settings of a Cox regression. */
export type CoxParameters = z.infer<typeof parametersSchema>;

/** A Cox regression before it is fitted. */
export interface CoxEstimator extends Estimator {
  fit(frame: Frame, target: Target, options?: FitOptions): Promise<CoxModel>;
}

/**
 * Proportional hazards regression (Cox, JRSS B 1972) with left truncation, weights and the terms of `logit`: median
 * imputation with missing flags, one term per category against the most frequent one. It predicts the log relative
 * hazard; `survival(frame, times)` gives the curves. `l2: 0` gives the maximum of the partial likelihood.
 *
 * @example
 * const model = await cox({ l2: 0 }).fit(frame, { kind: 'survival', entry, time, cause });
 */
export function cox(parameters: Partial<CoxParameters> = {}): CoxEstimator {
  const settings = parse(parametersSchema, parameters, { what: 'cox settings', code: 'LEARN_SETTINGS' });
  return { kind: 'cox', fit: (frame, target, options = {}) => fitCox(settings, { frame, target, options }) };
}

async function fitCox(
  settings: CoxParameters,
  { frame, target, options }: { frame: Frame; target: Target; options: FitOptions },
): Promise<CoxModel> {
  const { encoded, outcomes, seed, ...input } = survivalInput(frame, target, { options, cause: settings.cause });
  const weights = input.weights ?? new Float64Array(encoded.rows).fill(1);
  const design = buildDesign(encoded, weights);
  demandNarrow(design, 'cox');
  const problem = {
    design: rowMajor(design),
    terms: design.terms.length,
    outcomes,
    weights,
    ties: settings.ties,
    offset: input.baseMargin,
  };
  const fit = await coxNewton(problem, settings.l2, async (iteration) => {
    options.progress?.({ step: iteration, steps: iteration + 1 });
    await nextTurn();
    checkCancelled(options.cancel);
  });
  const terms = design.terms.map((term, j) => ({
    ...term,
    codes: [...term.codes],
    coefficient: (fit.coefficients[j] as number) + 0,
    standardError: fit.standardErrors[j] as number,
  }));
  const { logLikelihood, iterations, isConverged } = fit;
  const baseline = { times: [...fit.baseline.times], values: [...fit.baseline.values] };
  const training = recordTraining(encoded, Float64Array.from(outcomes.event), {
    fit: options,
    seed,
    parameters: settings,
  });
  const { features, ignored } = encoded;
  return coxModel({ features, ignored, training, body: { terms, baseline, logLikelihood, iterations, isConverged } });
}

function rowMajor({ rows, columns }: Design): Float64Array {
  const out = new Float64Array(rows * columns.length);
  columns.forEach((values, j) => {
    for (let row = 0; row < rows; row++) out[row * columns.length + j] = values[row] as number;
  });
  return out;
}
