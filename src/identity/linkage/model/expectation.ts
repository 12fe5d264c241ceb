import type { LevelRates } from './parameters.ts';
import type { ComparedPairs } from './compare-pairs.ts';

export type Patterns = Pick<ComparedPairs, 'levels' | 'counts'>;

/** m / u of every pattern over the comparisons in use. */
export function likelihoodRatios(patterns: Patterns, rates: readonly LevelRates[], skip: number): Float64Array {
  const ratios = new Float64Array(patterns.counts.length).fill(1);
  const width = rates.length;
  for (let p = 0; p < ratios.length; p++) {
    let ratio = 1;
    for (let k = 0; k < width; k++) {
      const level = patterns.levels[p * width + k] as number;
      if (level === 0 || k === skip) continue;
      const { m, u } = rates[k] as LevelRates;
      ratio *= (m[level] as number) / (u[level] as number);
    }
    ratios[p] = ratio;
  }
  return ratios;
}

/** Posterior chance of each pattern that it is one person. */
export function posteriors(ratios: Float64Array, prior: number): Float64Array {
  const odds = prior / (1 - prior);
  return ratios.map((ratio) => {
    const value = ratio * odds;
    return value === Infinity ? 1 : value / (1 + value);
  });
}

/** Level shares of comparison k when pattern p counts `weight[p]`, with `strength` pseudo-observations of `belief`. */
export function levelShares(
  patterns: Patterns,
  k: { readonly at: number; readonly width: number },
  prior: { readonly weight: Float64Array; readonly belief: Float64Array; readonly strength: number },
): Float64Array {
  const shares = prior.belief.map((share) => share * prior.strength);
  shares[0] = 0;
  for (let p = 0; p < prior.weight.length; p++) {
    const level = patterns.levels[p * k.width + k.at] as number;
    if (level > 0) shares[level] = (shares[level] as number) + (prior.weight[p] as number);
  }
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / sum);
}
