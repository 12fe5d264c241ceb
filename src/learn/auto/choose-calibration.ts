import { isTallyError, log, sigmoid } from '#base';
import { calibrator, type Calibration, type CalibrationKind } from '../calibrate/calibrator.ts';
import { stackRows } from './blend-contest.ts';
import type { Entry } from './contest.ts';
import type { Split } from './inner-splits.ts';
import type { StackRows } from './stack.ts';

/** How the log-odds of a winner become probabilities, and what else was tried. */
export interface CalibrationChoice {
  readonly kind: CalibrationKind | 'none';
  /** Fitted on all unseen scores; undefined for `none`. */
  readonly calibration: Calibration | undefined;
  /** Log-loss of every kind on splits that its fit has not seen. */
  readonly tried: readonly { readonly kind: CalibrationKind | 'none'; readonly logLoss: number }[];
}

/** From the simplest to the freest. */
const KINDS = ['platt', 'beta', 'isotonic'] as const;
/** Isotonic regression wants this many rows of the rarer outcome. */
const ISOTONIC_FROM = 1_000;
/** A flatter line would turn the model off. */
const LEAST_SLOPE = 0.05;

/**
 * Chooses a calibration by log-loss: each kind is fitted on all splits but one and judged on that one. A freer kind must
 * be better by more than a standard error of the rows' differences; none wins ties.
 */
export function chooseCalibration(judged: Pick<Entry, 'margins'>, splits: readonly Split[]): CalibrationChoice {
  const rows = stackRows([judged], splits);
  const scores = (rows.margins[0] as Float64Array).map(sigmoid);
  const plain = lossesOf(scores, rows.label);
  const tried: { kind: CalibrationKind | 'none'; logLoss: number }[] = [
    { kind: 'none', logLoss: meanLoss(plain, rows.weights) },
  ];
  let [kind, losses]: [CalibrationKind | 'none', Float64Array] = ['none', plain];
  for (const other of KINDS) {
    if (other === 'isotonic' && rarer(rows) < ISOTONIC_FROM) continue;
    const unseen = crossFitted(other, { scores, rows, splits });
    if (unseen === undefined) continue;
    const own = lossesOf(unseen, rows.label);
    tried.push({ kind: other, logLoss: meanLoss(own, rows.weights) });
    if (isClearlyLess(own, losses, rows.weights)) [kind, losses] = [other, own];
  }
  if (kind === 'none') return { kind, calibration: undefined, tried };
  const calibration = calibrator(kind).fit(scores, rows.label, rows.weights);
  const document = calibration.save();
  const isFlat = document.kind === 'platt' && document.slope < LEAST_SLOPE;
  return isFlat ? { kind: 'none', calibration: undefined, tried } : { kind, calibration, tried };
}

/** The calibrated probability of log-odds. */
export function calibrated({ calibration }: CalibrationChoice, margin: number): number {
  const score = sigmoid(margin);
  return calibration === undefined ? score : calibration.one(score);
}

/** A line in the log-odds can be taken into the weights of a blend; other shapes cannot. */
export function lineOf({ calibration }: CalibrationChoice): { readonly slope: number; readonly intercept: number } {
  const document = calibration?.save();
  return document?.kind === 'platt' ? document : { slope: 1, intercept: 0 };
}

interface Fitting {
  readonly scores: Float64Array;
  readonly rows: StackRows;
  readonly splits: readonly Split[];
}

/** Every split calibrated by the others; undefined when one has too little to learn from. */
function crossFitted(kind: CalibrationKind, { scores, rows, splits }: Fitting): Float64Array | undefined {
  if (splits.length < 2) return undefined;
  const out = new Float64Array(scores.length);
  const rowOf = Int32Array.from(splits.flatMap((split) => [...split.rows]));
  let from = 0;
  for (const split of splits) {
    // The same rows may lie in a split of another repeat.
    const judged = new Set(split.rows);
    const weights = rows.weights.map((weight, i) => (judged.has(rowOf[i] as number) ? 0 : weight));
    const to = from + split.rows.length;
    try {
      out.set(calibrator(kind).fit(scores, rows.label, weights).apply(scores.subarray(from, to)), from);
    } catch (error) {
      if (isTallyError(error, 'LEARN_ONE_CLASS')) return undefined;
      throw error;
    }
    from = to;
  }
  return out;
}

function lossesOf(scores: Float64Array, label: Float64Array): Float64Array {
  return scores.map((score, i) => {
    const p = Math.min(Math.max(score, 1e-15), 1 - 1e-15);
    return -log(label[i] === 1 ? p : 1 - p);
  });
}

function meanLoss(losses: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  losses.forEach((loss, i) => {
    sum += loss * (weights[i] as number);
    total += weights[i] as number;
  });
  return sum / total;
}

function isClearlyLess(own: Float64Array, other: Float64Array, weights: Float64Array): boolean {
  const gains = other.map((loss, i) => loss - (own[i] as number));
  const centre = meanLoss(gains, weights);
  const variance = meanLoss(
    gains.map((gain) => (gain - centre) ** 2),
    weights,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return centre > Math.sqrt(variance / total);
}

function rarer({ label, weights }: StackRows): number {
  const events = label.reduce((sum, y, i) => sum + y * (weights[i] as number), 0);
  return Math.min(events, weights.reduce((sum, weight) => sum + weight, 0) - events);
}
