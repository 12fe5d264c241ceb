import { isTallyError, TallyError } from '#base';
import { select, take, type Frame } from '#table';
import { encodeFrame, encodeTraining } from '../encode.ts';
import type { EncodedFrame, Feature } from '../feature.ts';
import { foldRows, forwardFolds, stratifiedFolds, type Folds } from '../split/folds.ts';
import { pickRows } from '../target-rows.ts';
import { quickStrength } from './alone-auc.ts';

/** Training rows of a race. */
export interface RaceRows {
  readonly frame: Frame;
  readonly label: Float64Array;
  readonly weights?: Float64Array | undefined;
  /** When each row happened: inner folds then go forward in time. */
  readonly dates?: Float64Array | undefined;
  readonly categorical?: readonly string[] | undefined;
}

/** A frame with its encoded columns and labels. */
export interface Part {
  readonly frame: Frame;
  readonly encoded: EncodedFrame;
  readonly label: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** Rows to learn from, and rows to judge by, encoded as the first ones are. */
export interface Split {
  readonly train: Part;
  readonly test: Part;
  /** Row numbers of the test part. */
  readonly rows: Int32Array;
}

/** From this many columns on, the strongest of the part go into the race. */
const WIDE = 500;
const STRONGEST = 300;

/** All rows as one part; of very wide data the columns that tell most by themselves in these rows. */
export function wholePart({ frame, label, weights, categorical }: RaceRows): Part {
  const encoded = encodeTraining(frame, categorical ?? []);
  if (encoded.features.length <= WIDE) return { frame, encoded, label, weights };
  const strength = encoded.features.map((feature, f) =>
    quickStrength(feature, encoded.columns[f] as Float64Array, label),
  );
  const ranked = [...strength.keys()].sort((a, b) => (strength[b] as number) - (strength[a] as number) || a - b);
  const kept = ranked.slice(0, STRONGEST).sort((a, b) => a - b);
  const features = kept.map((f) => encoded.features[f] as Feature);
  const columns = kept.map((f) => encoded.columns[f] as Float64Array);
  const narrow = select(
    frame,
    features.map(({ name }) => name),
  );
  return { frame: narrow, encoded: { ...encoded, features, columns }, label, weights };
}

/** One split: learn from some rows, judge by others. */
export function splitOf(rows: RaceRows, { train, test }: { train: Int32Array; test: Int32Array }): Split {
  const learnt = wholePart(partOf(rows, train));
  const judged = partOf(rows, test);
  const { features, ignored } = learnt.encoded;
  const columns = encodeFrame(judged.frame, features);
  const encoded = { rows: judged.frame.rows, features, columns, ignored };
  const frame = select(judged.frame, learnt.frame.names);
  return { train: learnt, test: { ...judged, frame, encoded }, rows: test };
}

function partOf(
  { frame, label, weights, categorical }: RaceRows,
  rows: Int32Array,
): RaceRows & { weights: Float64Array | undefined } {
  return {
    frame: take(frame, rows),
    label: pickRows(label, rows),
    weights: weights === undefined ? undefined : pickRows(weights, rows),
    categorical,
  };
}

/** How the inner folds are laid. */
export interface FoldPlan {
  readonly kind: 'stratified' | 'forward';
  readonly folds: number;
  readonly repeats: number;
}

/** Under this many rows, folds are dealt several times so that the choice is no accident. */
const SMALL = 4_000;
const REPEATS = 2;
/** From here on three folds do. */
const LARGE = 20_000;
/** Least rows of the rarer outcome. */
const LEAST_EVENTS = 4;

/**
 * Plans inner folds by the size of the data: forward ones with dates, unless these are too few to be parted.
 *
 * @throws TallyError `LEARN_AUTO_ROWS` when the rarer outcome is too rare to be judged.
 */
export function planFolds({ label, dates }: RaceRows): FoldPlan {
  const events = label.reduce((sum, value) => sum + value, 0);
  const rarer = Math.min(events, label.length - events);
  if (rarer < LEAST_EVENTS) {
    throw new TallyError('LEARN_AUTO_ROWS', `only ${rarer} of ${label.length} rows have the rarer outcome`, {
      hint: `a race of models needs at least ${LEAST_EVENTS}, better 100, rows of each outcome`,
      data: { rows: label.length, rarer },
    });
  }
  const folds = Math.min(label.length > LARGE ? 3 : 5, Math.floor(rarer / 2));
  const forward = dates === undefined ? 0 : forwardCount(dates, Math.max(2, folds));
  if (forward > 0) return { kind: 'forward', folds: forward, repeats: 1 };
  return { kind: 'stratified', folds, repeats: label.length < SMALL ? REPEATS : 1 };
}

/** The most folds, up to `most`, into which the dates part; 0 when they are too few for two. */
export function forwardCount(dates: Float64Array, most: number): number {
  for (let count = most; count >= 2; count--) {
    try {
      forwardFolds(dates, count);
      return count;
    } catch (error) {
      if (!isTallyError(error, 'LEARN_FOLDS')) throw error;
    }
  }
  return 0;
}

/** The splits of a plan, repeat by repeat. */
export function innerSplits(rows: RaceRows, plan: FoldPlan, seed: number): Split[] {
  const splits: Split[] = [];
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    const folds = foldsOf(rows, plan, seed + repeat);
    for (let fold = 0; fold < folds.count; fold++) {
      const parts = foldRows(folds, fold);
      if (hasBoth(rows.label, parts.train) && hasBoth(rows.label, parts.test)) splits.push(splitOf(rows, parts));
    }
  }
  if (splits.length > 0) return splits;
  throw new TallyError('LEARN_AUTO_ROWS', 'no inner fold has rows of both outcomes on both sides', {
    hint: 'give more rows, or leave the dates out',
  });
}

function foldsOf({ label, dates }: RaceRows, { kind, folds }: FoldPlan, seed: number): Folds {
  return kind === 'forward' && dates !== undefined ? forwardFolds(dates, folds) : stratifiedFolds(label, folds, seed);
}

function hasBoth(label: Float64Array, rows: Int32Array): boolean {
  const first = label[rows[0] ?? -1];
  return rows.some((row) => label[row] !== first);
}
