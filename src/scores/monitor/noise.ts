import type { PsiBaseline } from '#learn';

/** One-sided standard normal quantiles: a score is looked at once a window, factors by the hundred. */
export const PSI_NOISE = { score: 3.09, factor: 4.75 } as const;

/**
 * The PSI that chance alone exceeds once in a thousand windows (z = 3.09) or more seldom: without drift PSI is about
 * (1/n + 1/N) chi-square with one degree less than groups (Yurdakul, Statistical properties of the population stability
 * index, 2018); the quantile of chi-square is Wilson and Hilferty's.
 */
export function psiNoise({ rows: before, shares }: PsiBaseline, rows: number, z: number): number {
  const freedom = Math.max(1, shares.length - 1);
  const spread = 2 / (9 * freedom);
  const quantile = freedom * (1 - spread + z * Math.sqrt(spread)) ** 3;
  return (1 / Math.max(1, rows) + 1 / Math.max(1, before)) * quantile;
}
