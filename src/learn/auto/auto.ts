import { parse, TallyError, z } from '#base';
import type { Frame } from '#table';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import { fitInput } from '../fit-input.ts';
import type { Target } from '../target.ts';
import { allCandidates } from './candidates.ts';
import { fitWinner } from './final-model.ts';
import type { RaceRows } from './inner-splits.ts';
import { race, type RaceTime } from './race.ts';
import { recordOf, unseenScores, type RaceRecord } from './record.ts';

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
}

/** What an automatic fit may know besides the usual. */
export interface AutoOptions extends Omit<FitOptions, 'groups' | 'baseMargin' | 'valid'> {
  /** When each row happened: inner folds then go forward in time. */
  readonly dates?: Float64Array;
  readonly time?: RaceTime;
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
  parameters: Partial<AutoParameters> = {},
): Promise<AutoResult> {
  const settings = autoSettings(parameters);
  const { weights, categorical, dates, time, progress, ...fit } = options;
  const { target: scalar } = fitInput(frame, target, {
    options: { ...(weights && { weights }), ...(categorical && { categorical }) },
    supported: ['binary'],
  });
  const rows: RaceRows = { frame, label: scalar.values, weights, dates, categorical };
  const result = await race(rows, {
    ...fit,
    time,
    candidates: candidatesOf(settings),
    ...(progress === undefined ? {} : { progress }),
  });
  const record = recordOf(result, frame.rows);
  const recorded = { ...settings, winner: record.winner, members: record.members, auc: record.auc };
  const model = await fitWinner(rows, result, { options: fit, parameters: recorded });
  return { model, race: record, scores: unseenScores(result, frame.rows) };
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
