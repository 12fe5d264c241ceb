import { concat, take, type Frame } from '#table';
import type { Model } from '../estimator.ts';
import { acceptanceOf } from '../reject/acceptance.ts';
import { comparisonLearner } from '../reject/compare.ts';
import { fitTasksWithRejects, refitOf, type AllApplicants, type RejectMethod } from '../reject/fit-with-rejects.ts';
import { foldRows, forwardFolds, stratifiedFolds } from '../split/folds.ts';
import { pickRows } from '../target-rows.ts';
import type { ContestOptions } from './contest.ts';
import { fitWinner } from './final-model.ts';
import { forwardCount, type RaceRows } from './inner-splits.ts';
import type { RaceResult } from './race.ts';

/** Rejected applicants, and how to learn from them when that was asked for. */
export interface Rejects {
  /** The columns of the accepted applicants. */
  readonly frame: Frame;
  /** Without it they are only compared: the model learns from accepted applicants alone. */
  readonly method?: RejectMethod | undefined;
  /** How much riskier rejected applicants are than they look (fuzzy: odds, parcelling: rates). Default 2. */
  readonly factor?: number | undefined;
}

export const USUAL_FACTOR = 2;

/** Accepted and rejected applicants of a race, with their chances of acceptance. */
export async function applicantsOf(rows: RaceRows, rejects: Frame, options: ContestOptions): Promise<AllApplicants> {
  const outcome = new Float64Array(rows.frame.rows + rejects.rows).fill(NaN);
  outcome.set(rows.label);
  const frame = concat([rows.frame, rejects]);
  const { chances } = await acceptanceOf({ frame, outcome }, comparisonLearner(), {
    ...options,
    categorical: rows.categorical ?? [],
  });
  const { weights } = rows;
  if (weights === undefined) return { frame, outcome, chances };
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const all = new Float64Array(outcome.length).fill(mean);
  all.set(weights);
  return { frame, outcome, chances, weights: all };
}

/** Race rows whose weights make accepted applicants stand for all. */
export function propensityRows(rows: RaceRows, applicants: AllApplicants): RaceRows {
  const scores = new Float64Array(applicants.outcome.length);
  const { weights } = refitOf('inverse-propensity', applicants, { scores, factor: 1, seed: 0 });
  return { ...rows, weights };
}

interface FinalCall {
  readonly method: RejectMethod;
  readonly factor: number;
  readonly result: RaceResult;
  readonly options: ContestOptions;
  readonly parameters: object;
}

/** The model of a race with rejected applicants taken in, after a first model of accepted ones where a method needs it. */
export async function fitWithInference(rows: RaceRows, applicants: AllApplicants, call: FinalCall): Promise<Model> {
  const { method, factor, result, options } = call;
  const parameters = { ...call.parameters, rejectInference: method, rejectFactor: factor };
  if (method === 'multi-task') return await fitTasks(rows, applicants, options);
  const first = await fitWinner(rows, result, { options, parameters });
  if (method === 'inverse-propensity') return first;
  const scores = first.predict(applicants.frame);
  const refit = refitOf(method, applicants, { scores, factor, seed: options.seed ?? 42 });
  const augmented: RaceRows = {
    frame: take(applicants.frame, refit.rows),
    label: refit.label,
    weights: refit.weights,
    categorical: rows.categorical,
  };
  return await fitWinner(augmented, result, { options, parameters });
}

async function fitTasks(
  { categorical = [] }: RaceRows,
  applicants: AllApplicants,
  options: ContestOptions,
): Promise<Model> {
  return await fitTasksWithRejects(applicants, comparisonLearner(), { ...options, categorical });
}

const FOLDS = 3;

/** Scores of accepted applicants by task models that have not seen them; NaN for the earliest rows with dates. */
export async function unseenTaskScores(
  rows: RaceRows,
  applicants: AllApplicants,
  options: ContestOptions,
): Promise<Float64Array> {
  const { label, dates } = rows;
  const forward = dates === undefined ? 0 : forwardCount(dates, FOLDS);
  const isForward = dates !== undefined && forward > 0;
  const folds = isForward ? forwardFolds(dates, forward) : stratifiedFolds(label, FOLDS, options.seed ?? 42);
  const scores = new Float64Array(label.length).fill(NaN);
  const rejected = Int32Array.from(applicants.outcome.keys()).subarray(label.length);
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, test } = foldRows(folds, fold);
    const learnt = Int32Array.from([...train, ...rejected]);
    const { weights } = applicants;
    const part = {
      frame: take(applicants.frame, learnt),
      outcome: pickRows(applicants.outcome, learnt),
      chances: pickRows(applicants.chances, learnt),
      weights: weights && pickRows(weights, learnt),
    };
    const own = (await fitTasks(rows, part, options)).predict(take(rows.frame, test));
    test.forEach((row, i) => (scores[row] = own[i] as number));
  }
  return scores;
}
