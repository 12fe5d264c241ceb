import { isTallyError, messageOf, type Clock } from '#base';
import { checkCancelled } from '../fit-input.ts';
import type { FitOptions } from '../estimator.ts';
import { stratifiedFolds, foldRows } from '../split/folds.ts';
import { contestBlends, differenceError, type BlendEntry } from './blend-contest.ts';
import { chooseCalibration, type CalibrationChoice } from './choose-calibration.ts';
import { allCandidates, faster, stronger, type Candidate } from './candidates.ts';
import { contest, type ContestOptions, type Entry } from './contest.ts';
import { innerSplits, planFolds, splitOf, type FoldPlan, type RaceRows, type Split } from './inner-splits.ts';

/** How long a race may take. */
export interface RaceTime {
  /** Seconds for the whole race with the last fits. */
  readonly budget: number;
  readonly clock: Clock;
}

export interface RaceOptions extends ContestOptions {
  /** Share of the time that is used up. */
  readonly stopwatch: () => number;
  /** Without these, all candidates start. */
  readonly candidates?: readonly Candidate[] | undefined;
  readonly progress?: FitOptions['progress'];
}

/** A candidate that did not reach the end, and why. */
export interface Dropout {
  readonly name: string;
  readonly family: Candidate['family'];
  readonly reason: 'first round' | 'time' | 'failed';
  /** AUC of the first round, when it ran. */
  readonly auc: number | null;
  readonly message: string;
}

/** What came of a race. */
export interface RaceResult {
  readonly plan: FoldPlan;
  readonly splits: readonly Split[];
  readonly entries: readonly Entry[];
  readonly blend: BlendEntry | undefined;
  readonly winner: Entry | BlendEntry;
  readonly calibration: CalibrationChoice;
  readonly dropouts: readonly Dropout[];
  readonly adjustments: readonly string[];
}

/** From here on a first round on a part of the rows halves the field. */
const HALVING_FROM = 12_000;
const FIRST_ROUND_ROWS = 12_000;
/** From here on only a third goes on. */
const THIRD_FROM = 20_000;
/** Share of the budget for the race; the rest is for the last fits. */
const RACE_SHARE = 0.6;
/** From this distance between seen and unseen rows a stronger penalty is tried. */
const WIDE_GAP = 0.08;

/**
 * Lets the candidates race on inner folds: a first round on part of the rows when there are many (successive halving,
 * Jamieson and Talwalkar 2016), then all folds; a regularised or faster variant when the best boosting over- or
 * under-fits; blends of all by stacking.
 */
export async function race(rows: RaceRows, options: RaceOptions): Promise<RaceResult> {
  const plan = planFolds(rows);
  const { stopwatch } = options;
  const dropouts: Dropout[] = [];
  const started = options.candidates ?? allCandidates();
  const field = await firstRound(rows, started, { options, stopwatch, dropouts });
  const splits = innerSplits(rows, plan, options.seed ?? 42);
  const entries: Entry[] = [];
  const enter = async (candidate: Candidate): Promise<void> => {
    const entry = await attempt(candidate, splits, { options, stopwatch, dropouts, isFirst: entries.length === 0 });
    if (entry !== undefined) entries.push(entry);
  };
  for (const [index, candidate] of field.entries()) {
    await enter(candidate);
    options.progress?.({ step: index + 1, steps: field.length + 3 });
  }
  const adjustments: string[] = [];
  const variant = adjusted(entries);
  if (variant !== undefined && options.candidates === undefined) {
    adjustments.push(variant.reason);
    await enter(variant.candidate);
  }
  const blend = contestBlends(entries, splits, plan.folds);
  const winner = choose(entries, blend, plan.folds);
  return {
    plan,
    splits,
    entries,
    blend,
    winner,
    calibration: chooseCalibration(winner, splits),
    dropouts,
    adjustments,
  };
}

interface Attempt {
  readonly options: RaceOptions;
  readonly stopwatch: () => number;
  readonly dropouts: Dropout[];
  readonly isFirst: boolean;
}

/** One candidate on the splits, unless time is over; one that fails leaves the race, but not when none has finished. */
async function attempt(candidate: Candidate, splits: readonly Split[], call: Attempt): Promise<Entry | undefined> {
  const { options, stopwatch, dropouts, isFirst } = call;
  const { name, family } = candidate;
  checkCancelled(options.cancel);
  if (!isFirst && stopwatch() > RACE_SHARE) {
    dropouts.push({ name, family, reason: 'time', auc: null, message: 'the budget was used up' });
    return undefined;
  }
  const { seed, threads, cancel, kernels } = options;
  const fit: ContestOptions = {
    ...(seed === undefined ? {} : { seed }),
    ...(threads === undefined ? {} : { threads }),
    ...(cancel === undefined ? {} : { cancel }),
    ...(kernels === undefined ? {} : { kernels }),
  };
  try {
    return await contest(candidate, splits, fit);
  } catch (error) {
    if (!isTallyError(error) || isTallyError(error, 'LEARN_CANCELLED') || isFirst) throw error;
    dropouts.push({ name, family, reason: 'failed', auc: null, message: messageOf(error) });
    return undefined;
  }
}

/** With many rows: all candidates learn from a sample, and the better half goes on. */
async function firstRound(
  rows: RaceRows,
  started: readonly Candidate[],
  call: Omit<Attempt, 'isFirst'>,
): Promise<readonly Candidate[]> {
  const { label, dates } = rows;
  if (label.length < HALVING_FROM || dates !== undefined) return started;
  const split = sampleSplit(rows, call.options.seed ?? 42);
  const entries: Entry[] = [];
  for (const candidate of started) {
    const entry = await attempt(candidate, [split], { ...call, isFirst: entries.length === 0 });
    if (entry !== undefined) entries.push(entry);
  }
  const ranked = [...entries].sort((a, b) => b.auc - a.auc);
  const share = label.length < THIRD_FROM ? 2 : 3;
  const kept = ranked.slice(0, Math.ceil(started.length / share));
  for (const { candidate, auc } of ranked.slice(kept.length)) {
    const { name, family } = candidate;
    call.dropouts.push({ name, family, reason: 'first round', auc, message: 'worse on a sample of the rows' });
  }
  return kept.map(({ candidate }) => candidate);
}

/** Two thirds of a stratified sample to learn from, the rest to judge by. */
function sampleSplit(rows: RaceRows, seed: number): Split {
  const shares = Math.max(3, Math.ceil((1.5 * rows.label.length) / FIRST_ROUND_ROWS) * 2);
  const folds = stratifiedFolds(rows.label, shares, seed + 1000);
  const wanted = Math.max(1, Math.round((FIRST_ROUND_ROWS * shares) / rows.label.length));
  const train = new Int32Array(rows.label.length)
    .map((_, row) => row)
    .filter((row) => (folds.of[row] as number) < wanted);
  const test = foldRows(folds, shares - 1).test;
  const more = foldRows(folds, shares - 2).test;
  return splitOf(rows, { train, test: shares - 2 >= wanted ? Int32Array.from([...more, ...test]).sort() : test });
}

function adjusted(entries: readonly Entry[]): { candidate: Candidate; reason: string } | undefined {
  const boosted = entries.filter(({ candidate }) => candidate.maxTrees !== undefined);
  if (boosted.length === 0) return undefined;
  const best = boosted.reduce((a, b) => (b.auc > a.auc ? b : a));
  const { candidate, trees = 0, gap } = best;
  if (trees > 0.9 * (candidate.maxTrees ?? Infinity)) {
    return {
      candidate: faster(candidate),
      reason: `${candidate.name} uses all its trees (under-fitting): larger steps were tried`,
    };
  }
  if (gap < WIDE_GAP) return undefined;
  const distance = gap.toFixed(3);
  return {
    candidate: stronger(candidate),
    reason: `${candidate.name} does better by ${distance} AUC on rows it has learnt (over-fitting): stronger penalties were tried`,
  };
}

/**
 * The best on average, but differences below a standard error do not count: a blend is taken when it is that close, since
 * it was not picked out of many; otherwise the simplest candidate that is.
 */
function choose(entries: readonly Entry[], blend: BlendEntry | undefined, perRepeat: number): Entry | BlendEntry {
  const best = entries.reduce((a, b) => (b.auc > a.auc ? b : a));
  const isClose = (other: Entry | BlendEntry): boolean =>
    best.auc - other.auc <= differenceError(best.aucs, other.aucs, perRepeat);
  if (blend !== undefined && isClose(blend)) return blend;
  return entries.filter(isClose).reduce((a, b) => (b.candidate.complexity < a.candidate.complexity ? b : a), best);
}

/** Tells the share of the time that is used up; always 0 without a limit. */
export function watchOf(time: RaceTime | undefined): () => number {
  if (time === undefined) return () => 0;
  const from = time.clock.now();
  return () => (time.clock.now() - from) / 1000 / time.budget;
}
