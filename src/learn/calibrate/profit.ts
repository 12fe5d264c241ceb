import { TallyError } from '#base';
import { rankedByScore } from '../metric/ranked.ts';
import { scoredRows } from './calibration-input.ts';

/** What a decision earns: a number for all rows, or one per row. */
export interface Stakes {
  /** Earned on an approved row without the event, 0 or more. */
  readonly gainPerGood: number | Float64Array;
  /** Lost on an approved row with the event, 0 or more. */
  readonly lossPerBad: number | Float64Array;
  readonly weights?: Float64Array;
}

/** Approving everybody with a score below a cut, and what comes of it. All shares are 0 to 1. */
export interface CutOff {
  /** Rows with a score < cut are approved; Infinity approves all. */
  readonly cut: number;
  /** Share of all rows, by weight. */
  readonly approved: number;
  /** Event rate of the approved rows; 0 when nobody is approved. */
  readonly badRate: number;
  /** Shares of all goods and of all bads that are declined. */
  readonly goodsDeclined: number;
  readonly badsDeclined: number;
  /** Total profit over the total weight of all rows. */
  readonly profitPerRow: number;
}

/** Profit by cut-off, and the cut-off with the most. */
export interface ProfitCurve {
  readonly best: CutOff;
  /** From nobody approved to everybody, at most `points` + 1 of them; `best` may lie between two. */
  readonly curve: readonly CutOff[];
}

/**
 * The profit curve of a risk score: expected profit of approving everybody below each distinct score.
 *
 * @throws TallyError `LEARN_STAKES`, `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_WEIGHT`.
 * @example
 * const { best } = profitCurve(labels, scores, { gainPerGood: 300, lossPerBad: 2500 });
 */
export function profitCurve(
  labels: Float64Array,
  scores: Float64Array,
  stakes: Stakes & { readonly points?: number },
): ProfitCurve {
  const all = everyCut(labels, scores, stakes);
  const step = 1 / (stakes.points ?? 100);
  const best = all.reduce((held, cut) => (cut.profitPerRow > held.profitPerRow ? cut : held));
  const curve: CutOff[] = [];
  for (const cut of all) {
    const last = curve.at(-1);
    if (last === undefined || cut.approved >= last.approved + step || cut === all.at(-1)) curve.push(cut);
  }
  return { best, curve };
}

/** The outcomes of approving everybody below each of these cuts, in the order given. Errors as {@link profitCurve}. */
export function cutOffTable(
  labels: Float64Array,
  scores: Float64Array,
  options: Stakes & { readonly cuts: readonly number[] },
): CutOff[] {
  const all = everyCut(labels, scores, options);
  return options.cuts.map((cut) => {
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] as CutOff).cut >= cut) high = middle;
      else low = middle + 1;
    }
    return { ...(all[low] as CutOff), cut };
  });
}

/** One entry per distinct score, ascending, and the one that approves all. */
function everyCut(labels: Float64Array, scores: Float64Array, stakes: Stakes): CutOff[] {
  const { weights } = scoredRows(labels, scores, stakes.weights);
  const profits = profitOfRows(labels, weights, stakes);
  const ranked = rankedByScore({ labels, scores, weights });
  const gained = new Float64Array(ranked.groups);
  const groupOf = new Map(Array.from({ length: ranked.groups }, (_, k) => [ranked.scores[k] as number, k]));
  scores.forEach((score, row) => {
    const k = groupOf.get(score) as number;
    gained[k] = (gained[k] as number) + (profits[row] as number);
  });
  const sum = (values: Float64Array): number => values.subarray(0, ranked.groups).reduce((a, b) => a + b, 0);
  const [bads, goods] = [sum(ranked.positives), sum(ranked.negatives)];
  let [bad, good, profit] = [0, 0, 0];
  const cuts: CutOff[] = [];
  for (let k = ranked.groups - 1; k >= -1; k--) {
    const cut = k < 0 ? Infinity : (ranked.scores[k] as number);
    const approved = (bad + good) / (bads + goods);
    const badRate = bad + good > 0 ? bad / (bad + good) : 0;
    const declined = { goodsDeclined: 1 - good / goods, badsDeclined: 1 - bad / bads };
    cuts.push({ cut, approved, badRate, ...declined, profitPerRow: profit / (bads + goods) });
    if (k < 0) break;
    bad += ranked.positives[k] as number;
    good += ranked.negatives[k] as number;
    profit += gained[k] as number;
  }
  return cuts;
}

function profitOfRows(labels: Float64Array, weights: Float64Array, { gainPerGood, lossPerBad }: Stakes): Float64Array {
  const [gain, loss] = [checked(gainPerGood, labels.length), checked(lossPerBad, labels.length)];
  return labels.map((label, row) => (weights[row] as number) * (label === 1 ? -loss(row) : gain(row)));
}

function checked(stake: number | Float64Array, rows: number): (row: number) => number {
  const list = typeof stake === 'number' ? [stake] : stake;
  const isSound = list.every((value) => value >= 0 && value < Infinity);
  if (isSound && (typeof stake === 'number' || stake.length === rows)) {
    return typeof stake === 'number' ? () => stake : (row) => stake[row] as number;
  }
  throw new TallyError('LEARN_STAKES', 'a gain or loss is negative or not finite, or they do not fit the rows', {
    hint: 'give one amount for all rows or one per row, 0 or more; a loss is positive',
  });
}
