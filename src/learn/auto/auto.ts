import { parse, TallyError, z } from '#base';
import type { Frame } from '#table';
import { alignFrames } from '../reject/align.ts';
import { compareRejectInference, type RejectComparison } from '../reject/compare.ts';
import type { AllApplicants, RejectMethod } from '../reject/fit-with-rejects.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import { fitInput } from '../fit-input.ts';
import type { Target } from '../target.ts';
import { allCandidates } from './candidates.ts';
import type { ContestOptions } from './contest.ts';
import { searchFair, type FairSearch } from './fair-search.ts';
import { fitWinner } from './final-model.ts';
import type { RaceRows } from './inner-splits.ts';
import { race, watchOf, type RaceResult, type RaceTime } from './race.ts';
import { recordOf, unseenScores, type RaceRecord } from './record.ts';
import { autoSurvival } from './survival-race.ts';
import {
  applicantsOf,
  fitWithInference,
  propensityRows,
  unseenTaskScores,
  USUAL_FACTOR,
  type Rejects,
} from './reject-inference.ts';

const settingsSchema = z.strictObject({
  /** Names of the candidates that start; all without it. */
  candidates: z.array(z.string()).min(1).optional(),
});

/** Settings of a race. */
export type AutoParameters = z.infer<typeof settingsSchema>;

/** What an automatic fit gives. */
export interface AutoResult {
  readonly model: Model;
  readonly race: RaceRecord;
  /** Probability of every row by models that have not seen it; NaN where there is none. */
  readonly scores: Float64Array;
  /** Which models gave `scores`, in words. */
  readonly scoredBy: string;
  /** The search for less discriminatory alternatives, by protected column. */
  readonly fairness: readonly FairSearch[];
  /** What taking rejected applicants in would do; null without them. */
  readonly rejects: RejectComparison | null;
}

/** What an automatic fit may know besides the usual. */
export interface AutoOptions extends Omit<FitOptions, 'groups' | 'baseMargin' | 'valid'> {
  /** When each row happened: inner folds then go forward in time. */
  readonly dates?: Float64Array;
  readonly time?: RaceTime;
  /** Columns of the same rows whose groups are compared and that are no features. */
  readonly protectedColumns?: Frame;
  /** Rejected applicants: ways to learn from them are compared, and one is used when asked for. */
  readonly rejects?: Rejects;
}

/**
 * The winner of a race of scorecards, logistic regressions, boosted trees, forests and their blend, judged on inner folds of
 * the rows it is given. Without a time limit the same seed and rows give the same bits.
 *
 * @example
 * const model = await auto().fit(frame, { kind: 'binary', label });
 */
export function auto(parameters: Partial<AutoParameters> = {}): Estimator {
  const settings = autoSettings(parameters);
  return {
    kind: 'auto',
    fit: async (frame, target, options = {}) => {
      if (options.baseMargin !== undefined) {
        throw new TallyError('LEARN_SETTINGS', 'a race of models takes no base margin', {
          hint: 'leave baseMargin out, or choose a learner',
        });
      }
      if (target.kind === 'survival') return (await autoSurvival({ frame, target }, options)).model;
      return (await autoFit({ frame, target }, options, settings)).model;
    },
  };
}

/**
 * As {@link auto}, with a time limit, dates, and the story of the race.
 *
 * @throws TallyError `LEARN_AUTO_ROWS` when the rarer outcome is too rare, and the errors of `Estimator.fit`.
 */
export async function autoFit(
  { frame, target }: { readonly frame: Frame; readonly target: Target },
  options: AutoOptions = {},
  given: Partial<AutoParameters> = {},
): Promise<AutoResult> {
  const settings = autoSettings(given);
  const { weights, categorical, dates, time, progress, protectedColumns, rejects, ...fit } = options;
  const { target: scalar } = fitInput(frame, target, {
    options: { ...(weights && { weights }), ...(categorical && { categorical }) },
    supported: ['binary'],
  });
  const [own, others] = rejects === undefined ? [frame, undefined] : alignFrames(frame, rejects.frame);
  const plain: RaceRows = { frame: own, label: scalar.values, weights, dates, categorical };
  const method = rejects?.method;
  const applicants = method === undefined || others === undefined ? undefined : await applicantsOf(plain, others, fit);
  const isWeighted = method === 'inverse-propensity' && applicants !== undefined;
  const rows = isWeighted ? propensityRows(plain, applicants) : plain;
  const stopwatch = watchOf(time);
  const result = await race(rows, {
    ...fit,
    stopwatch,
    candidates: candidatesOf(settings),
    ...(progress === undefined ? {} : { progress }),
  });
  const record = recordOf(result, frame.rows);
  const parameters = { ...settings, winner: record.winner, members: record.members, auc: record.auc };
  const factor = rejects?.factor ?? USUAL_FACTOR;
  const compared = { ...fit, categorical: categorical ?? [], factor, used: method };
  return {
    ...(await finish({ rows, applicants, result, method, factor, options: fit, parameters })),
    race: record,
    fairness:
      protectedColumns === undefined
        ? []
        : await searchFair({ rows, result, protectedColumns, options: fit, stopwatch }),
    rejects:
      others === undefined
        ? null
        : await compareRejectInference({ frame: own, label: scalar.values, rejects: others }, compared),
  };
}

interface Finish {
  readonly rows: RaceRows;
  readonly applicants: AllApplicants | undefined;
  readonly result: RaceResult;
  readonly method: RejectMethod | undefined;
  readonly factor: number;
  readonly options: ContestOptions;
  readonly parameters: object;
}

/** The model of all rows, and scores of rows by models that have not seen them. */
async function finish(given: Finish): Promise<Pick<AutoResult, 'model' | 'scores' | 'scoredBy'>> {
  const { rows, applicants, result, method, options, parameters } = given;
  const scores = unseenScores(result, rows.frame.rows);
  if (applicants === undefined || method === undefined) {
    const model = await fitWinner(rows, result, { options, parameters });
    return { model, scores, scoredBy: 'models of inner folds' };
  }
  const model = await fitWithInference(rows, applicants, { ...given, method });
  if (method === 'multi-task') {
    const own = await unseenTaskScores(rows, applicants, options);
    return { model, scores: own, scoredBy: 'task models of inner folds (not the winner of the race)' };
  }
  const isBefore = method !== 'inverse-propensity';
  return { model, scores, scoredBy: isBefore ? `models of inner folds before ${method}` : 'models of inner folds' };
}

function autoSettings(parameters: Partial<AutoParameters>): AutoParameters {
  const settings = parse(settingsSchema, parameters, { what: 'auto settings', code: 'LEARN_SETTINGS' });
  candidatesOf(settings);
  return settings;
}

function candidatesOf({ candidates: names }: AutoParameters): ReturnType<typeof allCandidates> | undefined {
  if (names === undefined) return undefined;
  const all = allCandidates();
  return names.map((name) => {
    const found = all.find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
    throw new TallyError('LEARN_SETTINGS', `there is no candidate "${name}"`, {
      hint: `use some of: ${all.map((candidate) => candidate.name).join(', ')}`,
    });
  });
}
