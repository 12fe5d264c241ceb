import { isTallyError } from '#base';
import type { Frame } from '#table';
import type { Model } from '../estimator.ts';
import { judgeSurvival } from '../gbst/judge-curves.ts';
import { concordanceIpcw } from '../metric/concordance.ts';
import { survivalOutcomes } from '../survival/outcomes.ts';
import type { SurvivalTarget } from '../target.ts';
import { mean, type ContestOptions } from './contest.ts';
import type { SurvivalCandidate, Windows } from './survival-candidates.ts';
import { windowLoss } from './window-loss.ts';
import { windowed, withCurves } from './windowed.ts';

/** Rows with what came of them. */
export interface SurvivalPart {
  readonly frame: Frame;
  readonly target: SurvivalTarget;
  readonly weights: Float64Array | undefined;
}

/** Rows to learn from, and rows to judge by. */
export interface SurvivalSplit {
  readonly train: SurvivalPart;
  readonly test: SurvivalPart;
  /** Row numbers of the test part. */
  readonly rows: Int32Array;
}

/** How a candidate did on one split. */
export interface SurvivalQuality {
  /** Harrell's C of PD at the end of the last window. */
  readonly cIndex: number;
  /** Uno's C; undefined where the chance of being uncensored cannot be told. */
  readonly cIpcw: number | undefined;
  /** Mean Brier score over the window ends, with inverse probability of censoring weights. */
  readonly brier: number;
  /** Negative log-likelihood of the windows per row, see {@link windowLoss}. */
  readonly nll: number;
}

export interface SurvivalEntry {
  readonly candidate: SurvivalCandidate;
  readonly trees: number | undefined;
  readonly splits: readonly SurvivalQuality[];
  /** PD of the first cause, windows x test rows, by split. */
  readonly curves: readonly Float64Array[];
}

export interface SurvivalContest extends ContestOptions {
  readonly edges: Float64Array;
  readonly categorical: readonly string[];
}

/** From so many training rows on, boosting is judged as it stopped; below, the number of trees is common to all splits. */
const LARGE = 20_000;

/** Lets a candidate learn and judges it on every split. */
export async function contestSurvival(
  candidate: SurvivalCandidate,
  splits: readonly SurvivalSplit[],
  options: SurvivalContest,
): Promise<SurvivalEntry> {
  const isBoosted = candidate.maxTrees !== undefined;
  const isStopped = isBoosted && (splits[0] as SurvivalSplit).train.frame.rows >= LARGE;
  const found: number[] = [];
  if (isBoosted && !isStopped) {
    for (const split of splits) found.push((await fitStopped(candidate, split, options)).trees);
  }
  const common = found.length === 0 ? undefined : Math.max(1, Math.round(mean(found)));
  const judged: { quality: SurvivalQuality; curves: Float64Array }[] = [];
  for (const split of splits) {
    const stopped = isStopped ? await fitStopped(candidate, split, options) : undefined;
    if (stopped !== undefined) found.push(stopped.trees);
    const model = stopped?.model ?? (await fitSurvival(candidate, split.train, { ...options, trees: common }));
    judged.push(judge(model, split, options.edges));
  }
  return {
    candidate,
    trees: found.length === 0 ? undefined : Math.max(1, Math.round(mean(found))),
    splits: judged.map(({ quality }) => quality),
    curves: judged.map(({ curves }) => curves),
  };
}

/** Fits a candidate to a part. */
export async function fitSurvival(
  candidate: SurvivalCandidate,
  { frame, target, weights }: SurvivalPart,
  { edges, trees, ...options }: SurvivalContest & { readonly trees?: number | undefined },
): Promise<Model> {
  const categorical = options.categorical.filter((name) => frame.names.includes(name));
  const given = { ...options, categorical, ...(weights === undefined ? {} : { weights }) };
  return await candidate.make(windowsOf(edges), trees).fit(frame, target, given);
}

function windowsOf(edges: Float64Array): Windows {
  return { windows: edges.length - 1, windowLength: edges[1] as number };
}

async function fitStopped(
  candidate: SurvivalCandidate,
  { train, test }: SurvivalSplit,
  { edges, ...options }: SurvivalContest,
): Promise<{ readonly model: Model; readonly trees: number }> {
  const best = { trees: 1, loss: Infinity };
  const weighted = ({ weights }: SurvivalPart) => (weights === undefined ? {} : { weights });
  const model = await candidate.make(windowsOf(edges), candidate.maxTrees).fit(train.frame, train.target, {
    ...options,
    categorical: options.categorical.filter((name) => train.frame.names.includes(name)),
    ...weighted(train),
    valid: { frame: test.frame, target: test.target, ...weighted(test) },
    progress: ({ step, validLoss }) => {
      if (validLoss !== undefined && validLoss < best.loss) [best.trees, best.loss] = [step, validLoss];
    },
  });
  return { model, trees: best.trees };
}

function judge(
  model: Model,
  { train, test }: SurvivalSplit,
  edges: Float64Array,
): { readonly quality: SurvivalQuality; readonly curves: Float64Array } {
  const { frame, target } = test;
  const shaped = windowed(model, edges);
  const curves = shaped.predict(frame).slice(0, (edges.length - 1) * frame.rows);
  const { cIndex, brier } = judgeSurvival(shaped, frame, { target, censoring: train.target });
  const { hazards } = withCurves(model, edges, () => curves);
  const nll = windowLoss(hazards(frame), survivalOutcomes(target, 1), edges);
  const risk = curves.subarray(curves.length - frame.rows);
  return { quality: { cIndex, brier, nll, cIpcw: unoOf(risk, test.target, train.target) }, curves };
}

/** Share of the times up to which Uno's C looks: beyond, single rows weigh too much. */
const TAU = 0.9;

/** Uno's C up to the time within which nine rows in ten ended. */
export function unoOf(risk: Float64Array, judged: SurvivalTarget, trained: SurvivalTarget): number | undefined {
  const sorted = trained.time.slice().sort();
  const tau = sorted[Math.floor(TAU * (sorted.length - 1))] as number;
  try {
    const censoring = survivalOutcomes(trained, 1);
    return concordanceIpcw(survivalOutcomes(judged, 1), risk, { censoring, tau }).value;
  } catch (error) {
    if (isTallyError(error)) return undefined;
    throw error;
  }
}
