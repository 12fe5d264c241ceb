import { isTallyError, messageOf, TallyError } from '#base';
import type { Frame } from '#table';
import type { FitOptions, Model } from '../estimator.ts';
import { checkCancelled } from '../fit-input.ts';
import { checkSurvival } from '../gbst/windows.ts';
import { foldRows, forwardFolds, randomFolds, stratifiedFolds, type Folds } from '../split/folds.ts';
import { takeTarget } from '../target-rows.ts';
import type { SurvivalTarget } from '../target.ts';
import { differenceError } from './blend-contest.ts';
import { mean } from './contest.ts';
import { forwardCount, splitOf, wholePart, type RaceRows } from './inner-splits.ts';
import { endingWindows, raceWindows } from './race-windows.ts';
import { watchOf, type RaceTime } from './race.ts';
import { survivalCandidates } from './survival-candidates.ts';
import {
  contestSurvival,
  fitSurvival,
  type SurvivalContest,
  type SurvivalEntry,
  type SurvivalSplit,
} from './survival-contest.ts';
import { survivalRecord, type SurvivalDropout, type SurvivalRaceRecord } from './survival-record.ts';

/** What a survival race may know besides the usual. */
export interface SurvivalAutoOptions extends Omit<FitOptions, 'groups' | 'baseMargin' | 'valid'> {
  /** When each row happened: inner folds then go forward in time. */
  readonly dates?: Float64Array;
  readonly time?: RaceTime;
  /** Into how many windows time is cut. Default 24. */
  readonly windows?: number;
}

/** What a survival race gives. */
export interface SurvivalAutoResult {
  readonly model: Model;
  readonly race: SurvivalRaceRecord;
  readonly edges: Float64Array;
  /** PD of the first cause by models that have not seen the row: windows x judged rows. */
  readonly unseen: { readonly rows: Int32Array; readonly curves: Float64Array };
}

const USUAL_WINDOWS = 24;
const LARGE = 20_000;
const LEAST_EVENTS = 10;
/** Share of the budget for the race; the rest is for the last fit. */
const RACE_SHARE = 0.75;

/**
 * A race of Cox regressions, survival boosting and random survival forests on inner folds. All are judged as curves over the
 * same windows; the least negative log-likelihood wins, the simplest of those within a standard error of it.
 *
 * @throws TallyError `LEARN_AUTO_ROWS` when there are too few events, and the errors of survival learners.
 */
export async function autoSurvival(
  { frame, target: given }: { readonly frame: Frame; readonly target: SurvivalTarget },
  { dates, time, windows = USUAL_WINDOWS, weights, categorical, progress, ...fit }: SurvivalAutoOptions = {},
): Promise<SurvivalAutoResult> {
  const causes = checkSurvival(given, frame.rows);
  const target = endingWindows(given);
  const label = Float64Array.from(target.cause, (cause) => Math.min(cause, 1));
  const rows: RaceRows = { frame, label, weights, dates, categorical };
  const edges = raceWindows(target, windows);
  const options: SurvivalContest = { ...fit, edges, categorical: categorical ?? [] };
  const folds = foldsOf(rows, fit.seed ?? 42);
  const splits = splitsOf(rows, target, folds);
  const stopwatch = watchOf(time);
  const entries: SurvivalEntry[] = [];
  const dropouts: SurvivalDropout[] = [];
  const candidates = survivalCandidates(causes);
  for (const [index, candidate] of candidates.entries()) {
    checkCancelled(fit.cancel);
    const { name, family } = candidate;
    if (entries.length > 0 && stopwatch() > RACE_SHARE) {
      dropouts.push({ name, family, message: 'out (time): the budget was used up' });
      continue;
    }
    try {
      entries.push(await contestSurvival(candidate, splits, options));
    } catch (error) {
      if (!isTallyError(error) || isTallyError(error, 'LEARN_CANCELLED')) throw error;
      if (index === candidates.length - 1 && entries.length === 0) throw error;
      dropouts.push({ name, family, message: `out (failed): ${messageOf(error)}` });
    }
    progress?.({ step: index + 1, steps: candidates.length + 1 });
  }
  const winner = chosen(entries);
  const part = { frame: wholePart(rows).frame, target, weights };
  const model = await fitSurvival(winner.candidate, part, { ...options, trees: winner.trees });
  const kind = folds.isForward === true ? 'forward' : 'stratified';
  const race = survivalRecord({
    entries,
    winner,
    dropouts,
    target,
    edges,
    causes,
    folds: { kind, count: folds.count },
  });
  return { model, race, edges, unseen: unseenOf(winner, splits, edges.length - 1) };
}

function foldsOf({ label, dates }: RaceRows, seed: number): Folds {
  const events = label.reduce((sum, event) => sum + event, 0);
  if (events < LEAST_EVENTS) {
    throw new TallyError('LEARN_AUTO_ROWS', `only ${events} of ${label.length} rows end with an event`, {
      hint: `a race of survival models needs at least ${LEAST_EVENTS}, better 100, events`,
      data: { rows: label.length, events },
    });
  }
  const count = label.length > LARGE ? 3 : 5;
  const forward = dates === undefined ? 0 : forwardCount(dates, count - 1);
  if (dates !== undefined && forward > 0) return forwardFolds(dates, forward);
  return label.length - events < count ? randomFolds(label.length, count, seed) : stratifiedFolds(label, count, seed);
}

function splitsOf(rows: RaceRows, target: SurvivalTarget, folds: Folds): SurvivalSplit[] {
  const splits: SurvivalSplit[] = [];
  for (let fold = 0; fold < folds.count; fold++) {
    const parts = foldRows(folds, fold);
    const { train, test } = splitOf(rows, parts);
    const learnt = takeTarget(target, parts.train);
    const judged = takeTarget(target, parts.test);
    if (!hasEvent(learnt) || !hasEvent(judged)) continue;
    splits.push({
      train: { frame: train.frame, target: learnt, weights: train.weights },
      test: { frame: test.frame, target: judged, weights: test.weights },
      rows: parts.test,
    });
  }
  if (splits.length > 0) return splits;
  throw new TallyError('LEARN_AUTO_ROWS', 'no inner fold has events of the first cause on both sides', {
    hint: 'give more rows, or leave the dates out',
  });
}

function hasEvent({ cause }: SurvivalTarget): boolean {
  return cause.includes(1);
}

/** The simplest of those that are no more than a standard error from the least loss. */
function chosen(entries: readonly SurvivalEntry[]): SurvivalEntry {
  const lossesOf = ({ splits }: SurvivalEntry): number[] => splits.map(({ nll }) => nll);
  const best = entries.reduce((a, b) => (mean(lossesOf(b)) < mean(lossesOf(a)) ? b : a));
  const isClose = (other: SurvivalEntry): boolean => {
    const [own, least] = [lossesOf(other), lossesOf(best)];
    return mean(own) - mean(least) <= differenceError(own, least, own.length);
  };
  return entries
    .filter((entry) => entry === best || isClose(entry))
    .reduce((a, b) => (b.candidate.complexity < a.candidate.complexity ? b : a), best);
}

function unseenOf(
  { curves }: SurvivalEntry,
  splits: readonly SurvivalSplit[],
  windows: number,
): SurvivalAutoResult['unseen'] {
  const rows = Int32Array.from(splits.flatMap((split) => [...split.rows]));
  const joined = new Float64Array(windows * rows.length);
  let from = 0;
  for (const [s, split] of splits.entries()) {
    const own = curves[s] as Float64Array;
    const count = split.rows.length;
    for (let window = 0; window < windows; window++) {
      joined.set(own.subarray(window * count, (window + 1) * count), window * rows.length + from);
    }
    from += count;
  }
  return { rows, curves: joined };
}
