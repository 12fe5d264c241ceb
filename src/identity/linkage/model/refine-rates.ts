import { expectedM } from './first-rates.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import { levelShares } from './expectation.ts';
import type { LevelRates } from './parameters.ts';
import { log2 } from './bits.ts';
import { chanceOf } from './prior.ts';

/**
 * One more step of EM, over all candidates: m from their chances, and u from random pairs without the share that pairs of
 * one person have in them.
 */
export function refineRates(
  pairs: ComparedPairs,
  first: readonly LevelRates[],
  evidence: { readonly bits: Float32Array; readonly prior: number },
): LevelRates[] {
  const weight = new Float64Array(pairs.counts.length);
  const priorBits = log2(evidence.prior / (1 - evidence.prior));
  for (let pair = 0; pair < evidence.bits.length; pair++) {
    const bits = (evidence.bits[pair] as number) + priorBits;
    if (bits < -10) continue;
    const pattern = pairs.patternOf[pair] as number;
    weight[pattern] = (weight[pattern] as number) + chanceOf(bits);
  }
  return first.map(({ u }, at) => {
    const m = levelShares(pairs, { at, width: first.length }, { weight, belief: expectedM(u.length), strength: 5 });
    return { m, u: withoutMatches(u, m, evidence.prior) };
  });
}

function withoutMatches(u: Float64Array, m: Float64Array, prior: number): Float64Array {
  const rest = u.map((share, level) => Math.max(share - prior * (m[level] as number), 0.05 * share));
  const sum = rest.reduce((all, share) => all + share, 0);
  return rest.map((share) => share / sum);
}
