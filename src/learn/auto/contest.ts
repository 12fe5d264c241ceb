import { sigmoid } from '#base';
import { auc } from '../metric/auc.ts';
import { logLoss } from '../metric/log-loss.ts';
import type { FitOptions, Model } from '../estimator.ts';
import { memberMargin } from './blend-model.ts';
import type { Candidate } from './candidates.ts';
import type { Part, Split } from './inner-splits.ts';
import { learnLimits, preparedFrame, type Limits } from './preparation.ts';

/** How a candidate did on the inner splits. */
export interface Entry {
  readonly candidate: Candidate;
  /** Boosting: the number of trees found. */
  readonly trees?: number | undefined;
  /** Log-odds of the test rows of every split, one split after the other. */
  readonly margins: Float64Array;
  /** By split. */
  readonly aucs: readonly number[];
  readonly auc: number;
  readonly logLoss: number;
  /** AUC on rows it has learnt less AUC on those it has not, in one split. */
  readonly gap: number;
}

/** What every fit of a contest is given. */
export type ContestOptions = Pick<FitOptions, 'seed' | 'threads' | 'cancel' | 'kernels'>;

/** A fitted candidate and the limits of its columns. */
export interface FittedCandidate {
  readonly model: Model;
  readonly limits: readonly (Limits | undefined)[];
}

/** Under this many training rows the number of trees is common to all splits and found before they are judged. */
const CAREFUL_BELOW = 20_000;

/** Lets a candidate learn and judges it on every split. */
export async function contest(candidate: Candidate, splits: readonly Split[], options: ContestOptions): Promise<Entry> {
  const first = splits[0] as Split;
  const isBoosted = candidate.maxTrees !== undefined;
  const isCareful = isBoosted && first.train.frame.rows < CAREFUL_BELOW;
  let trees: number | undefined;
  if (isCareful) trees = await commonTrees(candidate, splits.slice(0, 5), options);
  const found: number[] = [];
  const parts: Float64Array[] = [];
  let gap = 0;
  // Forward folds grow: only the last one learns from as much as the final model.
  const last = splits.at(-1) as Split;
  const watched = last.train.frame.rows > 1.5 * first.train.frame.rows ? splits.length - 1 : 0;
  for (const [index, split] of splits.entries()) {
    const stopped = isBoosted && !isCareful ? await fitStopped(candidate, split, options) : undefined;
    const fitted = stopped ?? (await fitCandidate(candidate, split.train, { ...options, trees }));
    if (stopped !== undefined) found.push(stopped.trees);
    parts.push(marginsOf(fitted, candidate, split.test));
    if (index === watched) {
      const learnt = auc(split.train.label, marginsOf(fitted, candidate, split.train), split.train.weights);
      gap = learnt - auc(split.test.label, parts[index] as Float64Array, split.test.weights);
    }
  }
  if (found.length > 0) trees = Math.max(1, Math.round(found.reduce((sum, n) => sum + n, 0) / found.length));
  return { candidate, trees, gap, ...judge(splits, parts) };
}

/** Joins the margins of splits and judges them. */
export function judge(
  splits: readonly Split[],
  parts: readonly Float64Array[],
): Pick<Entry, 'margins' | 'aucs' | 'auc' | 'logLoss'> {
  const aucs = splits.map(({ test }, s) => auc(test.label, parts[s] as Float64Array, test.weights));
  const losses = splits.map(({ test }, s) =>
    logLoss(test.label, (parts[s] as Float64Array).map(sigmoid), test.weights),
  );
  const margins = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    margins.set(part, at);
    at += part.length;
  }
  return { margins, aucs, auc: mean(aucs), logLoss: mean(losses) };
}

/** Fits a candidate to a part. */
export async function fitCandidate(
  candidate: Candidate,
  part: Part,
  { trees, ...options }: ContestOptions & { trees?: number | undefined },
): Promise<FittedCandidate> {
  const limits = learnLimits(part.encoded, candidate.preparation);
  const frame = preparedFrame(part, candidate.preparation, limits);
  const target = { kind: 'binary', label: part.label } as const;
  const model = await candidate
    .make(trees)
    .fit(frame, target, { ...options, ...weightsOf(part), ...namesOf(candidate, part) });
  return { model, limits };
}

function marginsOf({ model, limits }: FittedCandidate, { preparation }: Candidate, part: Part): Float64Array {
  return model.predict(preparedFrame(part, preparation, limits)).map(memberMargin);
}

interface Stopped extends FittedCandidate {
  readonly trees: number;
}

/** Boosting that stops when the test part of the split stops getting better. */
async function fitStopped(candidate: Candidate, { train, test }: Split, options: ContestOptions): Promise<Stopped> {
  const limits = learnLimits(train.encoded, candidate.preparation);
  const prepared = (part: Part) => preparedFrame(part, candidate.preparation, limits);
  const labelled = (part: Part) => ({ kind: 'binary', label: part.label }) as const;
  const best = { trees: 1, loss: Infinity };
  const model = await candidate.make(candidate.maxTrees).fit(prepared(train), labelled(train), {
    ...options,
    ...weightsOf(train),
    ...namesOf(candidate, train),
    valid: { frame: prepared(test), target: labelled(test), ...weightsOf(test) },
    progress: ({ step, validLoss }) => {
      if (validLoss !== undefined && validLoss < best.loss) [best.trees, best.loss] = [step, validLoss];
    },
  });
  return { model, limits, trees: best.trees };
}

async function commonTrees(candidate: Candidate, splits: readonly Split[], options: ContestOptions): Promise<number> {
  const found: number[] = [];
  for (const split of splits) found.push((await fitStopped(candidate, split, options)).trees);
  return Math.max(1, Math.round(mean(found)));
}

function weightsOf({ weights }: Part): { weights?: Float64Array } {
  return weights === undefined ? {} : { weights };
}

/** Numeric columns that are names stay names where columns are taken as they are. */
function namesOf({ preparation }: Candidate, { encoded, frame }: Part): { categorical: string[] } {
  if (preparation === 'codes') return { categorical: [] };
  const names = encoded.features.filter(
    ({ name, kind }) => kind === 'category' && frame.columns[frame.names.indexOf(name)]?.kind !== 'string',
  );
  return { categorical: names.map(({ name }) => name) };
}

/** The mean of some numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
