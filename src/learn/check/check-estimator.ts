import type { Estimator } from '../estimator.ts';
import { bindRules, type EstimatorCheck } from './check.ts';
import { fitRules } from './fit-rules.ts';
import { modelRules, weightRules } from './model-rules.ts';

/** What the estimator under test promises. */
export interface CheckOptions {
  /** Seed of the made-up data, default 42. */
  readonly seed?: number;
  /** True when nothing is sampled by row, so that integer weights equal repeated rows. */
  readonly isWeightExact?: boolean;
}

/**
 * The contract of estimators for binary targets as named checks, to run in any test framework.
 *
 * @example
 * for (const check of estimatorChecks(gbdt())) it(check.name, check.run);
 */
export function estimatorChecks(estimator: Estimator, options: CheckOptions = {}): EstimatorCheck[] {
  const rules = [...fitRules, ...modelRules, ...(options.isWeightExact === true ? weightRules : [])];
  return bindRules(rules, estimator, options.seed ?? 42);
}

/** Runs every check; throws `LEARN_CONTRACT` at the first broken one. */
export async function checkEstimator(estimator: Estimator, options: CheckOptions = {}): Promise<void> {
  for (const check of estimatorChecks(estimator, options)) await check.run();
}
