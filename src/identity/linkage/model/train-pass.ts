import { expectedM } from './first-rates.ts';
import { levelShares, likelihoodRatios, posteriors, type Patterns } from './expectation.ts';
import type { LevelRates } from './parameters.ts';

/** What one pass of EM found: m of each comparison but the blocked one, and how many matches it rests on. */
export interface PassResult {
  readonly m: readonly Float64Array[];
  readonly matches: number;
}

const ROUNDS = 60;

/**
 * EM over pairs that agree on comparison `blocked`: finds m of the others. Within the block u is free as well, held to
 * that of random pairs by pseudo-observations, because pairs of two persons who share one value share others by more
 * than chance (a first name and a gender).
 */
export function trainPass(patterns: Patterns, u: readonly Float64Array[], blocked: number): PassResult {
  const total = patterns.counts.reduce((sum, count) => sum + count, 0);
  const beliefs = u.map(({ length }) => expectedM(length));
  let rates: LevelRates[] = u.map((shares, k) => ({ m: beliefs[k] as Float64Array, u: shares }));
  let prior = 0.3;
  for (let round = 0; round < ROUNDS; round++) {
    const chance = posteriors(likelihoodRatios(patterns, rates, blocked), prior);
    const match = chance.map((p, at) => p * (patterns.counts[at] as number));
    const other = chance.map((p, at) => (1 - p) * (patterns.counts[at] as number));
    const matches = match.reduce((sum, count) => sum + count, 0);
    prior = Math.min(0.999, Math.max(1e-6, matches / Math.max(total, 1)));
    rates = rates.map((_, at) => {
      const k = { at, width: rates.length };
      const belief = beliefs[at] as Float64Array;
      return {
        m: levelShares(patterns, k, { weight: match, belief, strength: 20 }),
        u: levelShares(patterns, k, { weight: other, belief: u[at] as Float64Array, strength: 20 + 0.2 * total }),
      };
    });
  }
  return { m: rates.map(({ m }) => m), matches: prior * total };
}
