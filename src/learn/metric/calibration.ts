import { descendingOrder } from './ranked.ts';

/** Rows of similar score: what was predicted and what happened. */
export interface CalibrationBin {
  readonly rows: number;
  readonly weight: number;
  /** Weighted mean of the predicted probability. */
  readonly predicted: number;
  /** Weighted share of events. */
  readonly observed: number;
}

/** The calibration curve on bins of equal row count (rows of one score stay together), lowest scores first. */
export function calibrationCurve(
  labels: Float64Array,
  scores: Float64Array,
  options: { readonly bins?: number; readonly weights?: Float64Array } = {},
): CalibrationBin[] {
  const order = descendingOrder(scores).reverse();
  const wanted = options.bins ?? 10;
  const curve: CalibrationBin[] = [];
  let from = 0;
  for (let bin = 1; bin <= wanted && from < order.length; bin++) {
    let to = Math.max(from + 1, Math.round((order.length * bin) / wanted));
    while (to < order.length && scores[order[to] as number] === scores[order[to - 1] as number]) to++;
    curve.push(summarise(order.subarray(from, to), { labels, scores, weights: options.weights }));
    from = to;
  }
  return curve;
}

function summarise(
  rows: Uint32Array,
  data: { labels: Float64Array; scores: Float64Array; weights: Float64Array | undefined },
): CalibrationBin {
  let [weight, predicted, observed] = [0, 0, 0];
  for (const row of rows) {
    const w = data.weights === undefined ? 1 : (data.weights[row] as number);
    weight += w;
    predicted += w * (data.scores[row] as number);
    observed += w * (data.labels[row] as number);
  }
  return { rows: rows.length, weight, predicted: predicted / weight, observed: observed / weight };
}

/** Expected calibration error: the weighted mean of |observed - predicted| over the bins of the curve. */
export function calibrationError(curve: readonly CalibrationBin[]): number {
  const total = curve.reduce((sum, { weight }) => sum + weight, 0);
  return curve.reduce((sum, bin) => sum + (bin.weight / total) * Math.abs(bin.observed - bin.predicted), 0);
}
