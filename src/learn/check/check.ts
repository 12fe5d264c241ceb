import { TallyError, isTallyError, messageOf } from '#base';
import type { Estimator } from '../estimator.ts';
import { sampleData, type SampleData } from './sample-data.ts';

/** One rule of the estimator contract. */
export interface EstimatorCheck {
  readonly name: string;
  /** Throws `LEARN_CONTRACT` when the estimator breaks the rule. */
  run(): Promise<void>;
}

/** What a check works with. */
export interface CheckContext {
  readonly estimator: Estimator;
  readonly data: SampleData;
  readonly seed: number;
}

/** A rule, before it is bound to an estimator. */
export interface Rule {
  readonly name: string;
  readonly run: (context: CheckContext) => Promise<void>;
}

/** Binds rules to an estimator and made-up data. */
export function bindRules(rules: readonly Rule[], estimator: Estimator, seed: number): EstimatorCheck[] {
  return rules.map(({ name, run }) => ({ name, run: () => run({ estimator, data: sampleData(600, seed), seed }) }));
}

/** Breaks the check with a message unless the condition holds. */
export function demand(condition: boolean, message: string): asserts condition {
  if (condition) return;
  throw new TallyError('LEARN_CONTRACT', message, { hint: 'the estimator breaks the contract', status: 500 });
}

/** Demands that both arrays hold the same bits. */
export function demandSameBits(a: Float64Array, b: Float64Array, what: string): void {
  demand(a.length === b.length, `${what}: ${a.length} values and ${b.length}`);
  const at = a.findIndex((value, index) => !Object.is(value, b[index]));
  demand(at === -1, `${what}: value ${at} is ${a[at]} and ${b[at]}`);
}

/** Demands that the work fails with this code, or one of these. */
export async function demandRefusal(wanted: string | readonly string[], work: () => unknown): Promise<void> {
  const codes = typeof wanted === 'string' ? [wanted] : wanted;
  const code = codes.join(' or ');
  const outcome = await Promise.resolve()
    .then(work)
    .then(() => undefined)
    .catch((error: unknown) => error);
  demand(outcome !== undefined, `it must refuse with ${code}, but went through`);
  demand(
    codes.some((one) => isTallyError(outcome, one)),
    `it must refuse with ${code}, but said: ${messageOf(outcome)}`,
  );
  demand(isTallyError(outcome) && outcome.hint !== '', `${code} carries no hint`);
}
