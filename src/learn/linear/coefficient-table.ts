import type { Feature } from '../feature.ts';
import type { LogitModel } from './logit-model.ts';
import { twoSidedTail } from './normal-tail.ts';

/** One line of a coefficient table. */
export interface CoefficientRow {
  readonly feature: string;
  /** `value`, `missing`, or the categories of the term. */
  readonly term: string;
  /** Change of the log-odds per unit of the column (for a category: against the reference category). */
  readonly coefficient: number;
  readonly standardError: number;
  /** Wald statistic. */
  readonly z: number;
  /** Two-sided, under no effect. */
  readonly pValue: number;
  /** 95 % interval of the coefficient. */
  readonly low: number;
  readonly high: number;
}

const Z95 = 1.959_963_984_540_054;

/**
 * The coefficients of a logistic regression in the columns' own units, with Wald tests. Under a penalty the errors are
 * those of the penalised information: without one (`l2: 0`) they are those of maximum likelihood. A term that L1 dropped
 * has neither error nor test (NaN).
 *
 * @example
 * const table = coefficientTable(await logit({ l2: 0 }).fit(frame, { kind: 'binary', label }));
 */
export function coefficientTable(model: LogitModel): CoefficientRow[] {
  return model.coefficients.terms.map((term) => {
    const coefficient = term.coefficient / term.sd;
    const standardError = term.coefficient === 0 ? NaN : term.standardError / term.sd;
    const z = coefficient / standardError;
    const feature = model.features[term.feature] as Feature;
    return {
      feature: feature.name,
      term: term.kind === 'categories' && feature.kind === 'category' ? namesOf(feature, term.codes) : term.kind,
      coefficient,
      standardError,
      z,
      pValue: twoSidedTail(z),
      low: coefficient - Z95 * standardError,
      high: coefficient + Z95 * standardError,
    };
  });
}

function namesOf(feature: Feature & { kind: 'category' }, codes: readonly number[]): string {
  return codes.map((code) => feature.categories[code] ?? '').join(', ');
}
