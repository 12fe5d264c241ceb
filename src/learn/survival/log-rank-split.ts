import type { SurvivalMatrix } from './survival-matrix.ts';

/** Rows of a node: a range of `rows`, each counted `counts[row]` times, with its log-rank score. */
export interface ScoredRange {
  readonly rows: Uint32Array;
  readonly from: number;
  readonly to: number;
  readonly counts: Float64Array;
  readonly scores: Float64Array;
}

/** How a node is split: `goesLeft[bin]`, missing values included. */
export interface LogRankSplit {
  readonly feature: number;
  readonly statistic: number;
  /** Last bin on the left of a numeric split, -1 for a categorical one. */
  readonly bin: number;
  readonly goesLeft: Uint8Array;
}

/** Sums per bin, kept between nodes. */
export interface SplitScratch {
  readonly mass: Float64Array;
  readonly score: Float64Array;
  readonly rows: Int32Array;
}

export function splitScratch(): SplitScratch {
  return { mass: new Float64Array(256), score: new Float64Array(256), rows: new Int32Array(256) };
}

/**
 * The best split of a range by one feature, or undefined. The statistic is U^2 / (left x right), where U = observed
 * minus expected events on the left: the numerator of the log-rank test is the sum of the scores (event - cumulative
 * hazard of the node) on one side. Its permutation variance is left x right times a constant of the node (Hothorn and
 * Lausen, 2003), so every split of a node is compared in one pass over bins.
 */
export function logRankSplit(
  matrix: SurvivalMatrix,
  range: ScoredRange,
  options: { readonly feature: number; readonly minLeaf: number; readonly scratch: SplitScratch },
): LogRankSplit | undefined {
  const { feature, minLeaf, scratch } = options;
  const bins = matrix.counts[feature] as number;
  fillBins(matrix.columns[feature] as Uint8Array, range, { scratch, bins });
  const order = usedBins(scratch, bins);
  if (order.length + ((scratch.rows[bins] as number) > 0 ? 1 : 0) < 2) return undefined;
  const isCategory = matrix.isCategory[feature] === 1;
  if (isCategory) order.sort((a, b) => meanScore(scratch, a) - meanScore(scratch, b) || a - b);
  const best = scanOrder(order, { scratch, bins, minLeaf, rows: range.to - range.from });
  if (best === undefined) return undefined;
  const goesLeft = new Uint8Array(bins + 1);
  goesLeft[bins] = best.isMissingLeft ? 1 : 0;
  if (isCategory) for (let i = 0; i <= best.at; i++) goesLeft[order[i] as number] = 1;
  else goesLeft.fill(1, 0, (order[best.at] as number) + 1);
  return { feature, statistic: best.statistic, bin: isCategory ? -1 : (order[best.at] as number), goesLeft };
}

function fillBins(
  column: Uint8Array,
  { rows, from, to, counts, scores }: ScoredRange,
  { scratch, bins }: { readonly scratch: SplitScratch; readonly bins: number },
): void {
  const { mass, score, rows: held } = scratch;
  mass.fill(0, 0, bins + 1);
  score.fill(0, 0, bins + 1);
  held.fill(0, 0, bins + 1);
  for (let i = from; i < to; i++) {
    const row = rows[i] as number;
    const bin = column[row] as number;
    const count = counts[row] as number;
    mass[bin] = (mass[bin] as number) + count;
    score[bin] = (score[bin] as number) + count * (scores[row] as number);
    held[bin] = (held[bin] as number) + 1;
  }
}

function usedBins({ rows }: SplitScratch, bins: number): number[] {
  const used: number[] = [];
  for (let bin = 0; bin < bins; bin++) if ((rows[bin] as number) > 0) used.push(bin);
  return used;
}

function meanScore({ score, mass }: SplitScratch, bin: number): number {
  return (score[bin] as number) / (mass[bin] as number);
}

interface Best {
  readonly statistic: number;
  /** Place in the order of the last bin on the left. */
  readonly at: number;
  readonly isMissingLeft: boolean;
}

interface Scan {
  readonly scratch: SplitScratch;
  readonly bins: number;
  readonly minLeaf: number;
  readonly rows: number;
}

function scanOrder(order: readonly number[], { scratch, bins, minLeaf, rows }: Scan): Best | undefined {
  const { mass, score, rows: held } = scratch;
  const missing = { mass: mass[bins] as number, score: score[bins] as number, rows: held[bins] as number };
  const total = order.reduce((sum, bin) => sum + (mass[bin] as number), missing.mass);
  let best: Best | undefined;
  let [leftMass, leftScore, leftRows] = [0, 0, 0];
  for (let at = 0; at < order.length; at++) {
    const bin = order[at] as number;
    leftMass += mass[bin] as number;
    leftScore += score[bin] as number;
    leftRows += held[bin] as number;
    for (let side = 0; side < (missing.rows > 0 ? 2 : 1); side++) {
      const count = leftRows + side * missing.rows;
      if (count < minLeaf || rows - count < minLeaf) continue;
      const weight = leftMass + side * missing.mass;
      const observed = leftScore + side * missing.score;
      const statistic = (observed * observed) / (weight * (total - weight));
      if (statistic > (best?.statistic ?? 0)) best = { statistic, at, isMissingLeft: side === 1 };
    }
  }
  return best;
}
