import { take, type Frame } from '#table';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import { pickRows } from '../target-rows.ts';
import type { RefitRows } from './applicants.ts';
import { fuzzyAugmentation } from './fuzzy.ts';
import { inversePropensity } from './inverse-propensity.ts';
import { oneTask } from './one-task.ts';
import { parcelling } from './parcelling.ts';

/** Ways to learn from applicants whose outcome nobody knows. */
export const REJECT_METHODS = ['fuzzy', 'parcelling', 'inverse-propensity', 'multi-task'] as const;
export type RejectMethod = (typeof REJECT_METHODS)[number];

/** Accepted and rejected applicants. */
export interface AllApplicants {
  readonly frame: Frame;
  /** 0 or 1 where the outcome is known, NaN for rejected applicants. */
  readonly outcome: Float64Array;
  /** Chance of acceptance of each, from `acceptanceOf`. */
  readonly chances: Float64Array;
  readonly weights?: Float64Array | undefined;
}

export interface RejectSettings {
  /** Fuzzy: odds of the event among rejected applicants over those of their score. Parcelling: the same of bad rates. */
  readonly factor: number;
  readonly seed: number;
}

/** Rows, labels and weights by which a method teaches any learner; `scores` come from a model of accepted applicants. */
export function refitOf(
  method: Exclude<RejectMethod, 'multi-task'>,
  { outcome, chances, weights }: Omit<AllApplicants, 'frame'>,
  { scores, factor, seed }: RejectSettings & { readonly scores: Float64Array },
): RefitRows {
  const refit =
    method === 'fuzzy'
      ? fuzzyAugmentation({ scores, outcome }, { oddsFactor: factor })
      : method === 'parcelling'
        ? parcelling({ scores, outcome }, { rateFactor: factor, seed })
        : inversePropensity({ acceptance: chances, outcome });
  if (weights === undefined) return refit;
  return { ...refit, weights: refit.weights.map((weight, i) => weight * (weights[refit.rows[i] as number] as number)) };
}

/** Fits a learner with the rejected applicants of `applicants` taken in by a method; `base` learnt from the accepted ones. */
export async function fitWithRejects(
  method: Exclude<RejectMethod, 'multi-task'>,
  applicants: AllApplicants,
  call: RejectSettings & { readonly base: Model; readonly estimator: Estimator; readonly options: FitOptions },
): Promise<Model> {
  const scores = call.base.predict(applicants.frame);
  const { rows, label, weights } = refitOf(method, applicants, { ...call, scores });
  const target = { kind: 'binary', label } as const;
  return await call.estimator.fit(take(applicants.frame, rows), target, { ...call.options, weights });
}

/**
 * Trees shared by two tasks: rejected or not (all applicants), and the outcome (accepted ones, weighted by one over their
 * chance of acceptance). What tells decisions apart shapes the trees; the model is its outcome task.
 */
export async function fitTasksWithRejects(
  { frame, outcome, chances, weights }: AllApplicants,
  estimator: Estimator,
  options: FitOptions,
): Promise<Model> {
  const accepted = Int32Array.from(outcome.keys()).filter((row) => outcome[row] === outcome[row]);
  const propensity = inversePropensity({ acceptance: chances, outcome });
  const own = new Float64Array(outcome.length);
  propensity.rows.forEach((row, i) => (own[row] = propensity.weights[i] as number));
  const tasks = [
    { name: 'rejected', label: outcome.map((label) => (label === label ? 0 : 1)) },
    { name: 'outcome', label: outcome, weights: own },
  ];
  const given = weights === undefined ? options : { ...options, weights };
  const model = await estimator.fit(frame, { kind: 'tasks', tasks }, given);
  const known = pickRows(outcome, accepted);
  return oneTask(model, 1, known.reduce((sum, label) => sum + label, 0) / known.length);
}
