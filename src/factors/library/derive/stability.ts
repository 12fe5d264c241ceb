/** Rows of a candidate by bin in consecutive spans of time, and the outcome. */
export interface TimedBins {
  readonly bins: Uint8Array;
  readonly bad: Uint8Array;
  /** Span of each row, 0 to `spans` - 1. */
  readonly span: Uint8Array;
  readonly spans: number;
}

/**
 * The smallest AUC over spans of a score that gives each bin its overall bad rate: above 0.5 a candidate points the same
 * way in every span. Spans with fewer than ten bads or goods say nothing.
 */
export function leastSpanAuc({ bins, bad, span, spans }: TimedBins, rates: Float64Array): number {
  const width = rates.length;
  const counts = new Float64Array(spans * width * 2);
  for (let row = 0; row < bins.length; row++) {
    const at = ((span[row] as number) * width + (bins[row] as number)) * 2 + (bad[row] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  const order = Array.from(rates, (_, b) => b).sort((a, b) => (rates[a] as number) - (rates[b] as number));
  let least = 1;
  for (let s = 0; s < spans; s++) least = Math.min(least, spanAuc(counts.subarray(s * width * 2), order));
  return least;
}

function spanAuc(counts: Float64Array, order: readonly number[]): number {
  let [goods, bads, pairs] = [0, 0, 0];
  for (const b of order) {
    const [good, bad] = [counts[2 * b] as number, counts[2 * b + 1] as number];
    pairs += bad * (goods + good / 2);
    goods += good;
    bads += bad;
  }
  return goods < 10 || bads < 10 ? 1 : pairs / (goods * bads);
}
