import type { Comparison } from '../compare/comparison.ts';
import { levelBits, log2 } from './bits.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { LinkModel } from './parameters.ts';
import { termBits } from './term-frequency.ts';

/** Turns levels into bits of evidence: of the levels, of rare and common values, and of the prior. */
export interface Scorer {
  readonly comparisons: readonly Comparison[];
  /** Bits of each comparison's levels. */
  readonly bits: readonly Float64Array[];
  /** Bits to add for a shared value, by its code. */
  readonly terms: readonly Float64Array[];
  readonly priorBits: number;
  /** Evidence for two records being one person, prior included: log2 of the odds. */
  score(a: number, b: number): number;
}

/** @param persons - mean number of records of a person */
export function createScorer(comparisons: readonly Comparison[], model: LinkModel, persons: number): Scorer {
  const bits = model.rates.map((rates, k) => levelBits(rates, (comparisons[k] as Comparison).rule));
  const terms = model.rates.map(({ u }, k) => termBits((comparisons[k] as Comparison).column, u[1] as number, persons));
  const priorBits = log2(model.prior / (1 - model.prior));
  const score = (a: number, b: number): number => {
    let sum = priorBits;
    for (let k = 0; k < comparisons.length; k++) {
      const comparison = comparisons[k] as Comparison;
      const level = comparison.compare(a, b);
      sum += bits[k]?.[level] as number;
      if (level === 1) sum += terms[k]?.[comparison.column.codes[a] as number] as number;
    }
    return sum;
  };
  return { comparisons, bits, terms, priorBits, score };
}

/** Evidence of every compared pair without the prior, in bits. */
export function pairBits(pairs: ComparedPairs, scorer: Scorer): Float32Array {
  const width = scorer.comparisons.length;
  const base = patternBits(pairs, scorer.bits);
  const codes = scorer.comparisons.map(({ column }) => column.codes);
  const result = new Float32Array(pairs.left.length);
  for (let pair = 0; pair < result.length; pair++) {
    const pattern = pairs.patternOf[pair] as number;
    let sum = base[pattern] as number;
    const row = pairs.left[pair] as number;
    for (let k = 0; k < width; k++) {
      if (pairs.levels[pattern * width + k] === 1) sum += scorer.terms[k]?.[codes[k]?.[row] as number] as number;
    }
    result[pair] = sum;
  }
  return result;
}

function patternBits({ levels, counts }: ComparedPairs, bits: readonly Float64Array[]): Float64Array {
  return counts.map((_, pattern) => {
    let sum = 0;
    for (let k = 0; k < bits.length; k++) sum += bits[k]?.[levels[pattern * bits.length + k] as number] as number;
    return sum;
  });
}
