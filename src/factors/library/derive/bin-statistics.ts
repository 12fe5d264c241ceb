import { exp, log } from '#base';

/** What the bins of a candidate say about a binary outcome. */
export interface BinStatistics {
  /** Share of rows with a value. */
  readonly coverage: number;
  /**
   * Information value, sum of (good share - bad share) ln(good share / bad share), half a row added to each, less what bins
   * of chance would show: (bins - 1) (1 / bads + 1 / goods).
   */
  readonly iv: number;
  /** Greatest gap of the cumulative shares in the order of the values. */
  readonly ks: number;
  /** Chance of a table at least this uneven when the outcome does not depend on the bins. */
  readonly p: number;
  /** Rows outside of the fullest bin, as a share. */
  readonly variety: number;
}

/** Rows and bad rows by bin. */
export interface BinCounts {
  readonly rows: Float64Array;
  readonly bad: Float64Array;
}

/** Counts rows and bads by bin. */
export function countBins(bins: Uint8Array, bad: Uint8Array, into: BinCounts): void {
  into.rows.fill(0);
  into.bad.fill(0);
  for (let row = 0; row < bins.length; row++) {
    const bin = bins[row] as number;
    into.rows[bin] = (into.rows[bin] as number) + 1;
    into.bad[bin] = (into.bad[bin] as number) + (bad[row] as number);
  }
}

/** Statistics of counted bins. */
export function binStatistics({ rows, bad }: BinCounts, bins: number): BinStatistics {
  let [all, bads] = [0, 0];
  for (let b = 0; b < bins; b++) {
    all += rows[b] as number;
    bads += bad[b] as number;
  }
  const goods = all - bads;
  let [iv, gap, ks, chi, used, fullest] = [0, 0, 0, 0, 0, 0];
  for (let b = 0; b < bins; b++) {
    const size = rows[b] as number;
    if (size === 0) continue;
    used++;
    fullest = Math.max(fullest, size);
    const [badHere, goodHere] = [bad[b] as number, size - (bad[b] as number)];
    const [badShare, goodShare] = [(badHere + 0.5) / (bads + 0.5), (goodHere + 0.5) / (goods + 0.5)];
    iv += (goodShare - badShare) * log(goodShare / badShare);
    const expected = (size * bads) / all;
    chi += ((badHere - expected) * (badHere - expected)) / (expected * (goods / all));
    if (b === 0) continue;
    gap += badHere / bads - goodHere / goods;
    ks = Math.max(ks, Math.abs(gap));
  }
  return {
    coverage: 1 - (rows[0] as number) / all,
    iv,
    ks,
    p: chiSquareTail(chi, used - 1),
    variety: 1 - fullest / all,
  };
}

/** Upper tail of the chi-square distribution by the cube-root normal approximation (Wilson and Hilferty 1931). */
export function chiSquareTail(chi: number, degrees: number): number {
  if (degrees < 1 || !(chi > 0)) return 1;
  const spread = 2 / (9 * degrees);
  const z = (Math.cbrt(chi / degrees) - (1 - spread)) / Math.sqrt(spread);
  return normalTail(z);
}

/** Upper tail of the standard normal (Abramowitz and Stegun 26.2.17 for small z, an asymptotic series beyond 5). */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = 0.398_942_280_401_432_7 * exp((-z * z) / 2);
  if (z > 5) return (density / z) * (1 - 1 / (z * z) + 3 / (z * z * z * z));
  const t = 1 / (1 + 0.231_641_9 * z);
  const series =
    t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return density * series;
}
