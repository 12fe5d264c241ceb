import { ascendingOrder } from '../survival/risk-table.ts';
import type { ScoredRows } from './calibration-input.ts';

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): the rising function nearest to the labels by
 * squares. Between blocks it is a straight line; outside, constant. Equal scores are pooled first.
 */
export function fitIsotonic(rows: ScoredRows): {
  readonly kind: 'isotonic';
  readonly scores: number[];
  readonly values: number[];
} {
  const blocks: Block[] = [];
  for (const point of distinctPoints(rows)) {
    let last = point;
    for (let before = blocks.at(-1); before !== undefined && before.mean >= last.mean; before = blocks.at(-1)) {
      blocks.pop();
      last = join(before, last);
    }
    blocks.push(last);
  }
  const scores = blocks.flatMap(({ from, to }) => (from === to ? [from] : [from, to]));
  const values = blocks.flatMap(({ from, to, mean }) => (from === to ? [mean] : [mean, mean]));
  return { kind: 'isotonic', scores, values };
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly mean: number;
}

function join(a: Block, b: Block): Block {
  const weight = a.weight + b.weight;
  return { from: a.from, to: b.to, weight, mean: (a.mean * a.weight + b.mean * b.weight) / weight };
}

function distinctPoints({ scores, labels, weights }: ScoredRows): Block[] {
  const points: Block[] = [];
  for (const row of ascendingOrder(scores)) {
    const [at, weight] = [scores[row] as number, weights[row] as number];
    if (weight === 0) continue;
    const point = { from: at, to: at, weight, mean: labels[row] as number };
    const last = points.at(-1);
    if (last?.from === at) points[points.length - 1] = join(last, point);
    else points.push(point);
  }
  return points;
}

/** The value at `x` on the line through ascending points, constant outside. */
export function interpolate(xs: Float64Array, ys: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return ys[0] as number;
  if (low === xs.length) return ys[low - 1] as number;
  const [x0, x1] = [xs[low - 1] as number, xs[low] as number];
  const [y0, y1] = [ys[low - 1] as number, ys[low] as number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
