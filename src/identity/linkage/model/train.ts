import type { LinkTable } from '../columns/link-table.ts';
import type { Comparison } from '../compare/comparison.ts';
import { comparePairs } from './compare-pairs.ts';
import { expectedM, randomRates } from './first-rates.ts';
import { randomPairs } from './random-pairs.ts';
import { agreeingPairs } from './training-pairs.ts';
import { trainPass, type PassResult } from './train-pass.ts';
import type { LevelRates } from './parameters.ts';

const SAMPLE = 150_000;
/** A pass on fewer pairs says too little. */
const LEAST_PAIRS = 50;

/** Rates without labels: u from random pairs, m by EM over pairs that agree on one column after another, averaged. */
export function firstRates(table: LinkTable, comparisons: readonly Comparison[]): LevelRates[] {
  const u = randomRates(
    table,
    comparisons,
    comparePairs(randomPairs(table, Math.min(SAMPLE, table.rows ** 2)), comparisons),
  );
  const passes = comparisons.map((comparison, blocked) => {
    // A column on which most random pairs agree makes no block.
    if ((u[blocked]?.[1] as number) > 0.02) return undefined;
    const pairs = agreeingPairs(table, comparison.column);
    if (pairs.left.length < LEAST_PAIRS) return undefined;
    return trainPass(comparePairs(pairs, comparisons), u, blocked);
  });
  return u.map((shares, k) => ({ u: shares, m: averageM(passes, k, shares.length) }));
}

/** Mean of the passes in which the comparison was free, weighted by the matches that they rest on. */
function averageM(passes: readonly (PassResult | undefined)[], k: number, size: number): Float64Array {
  const sum = new Float64Array(size);
  let weight = 0;
  for (const [blocked, pass] of passes.entries()) {
    if (pass === undefined || blocked === k) continue;
    weight += pass.matches;
    for (let level = 1; level < size; level++) {
      sum[level] = (sum[level] as number) + pass.matches * (pass.m[k]?.[level] as number);
    }
  }
  return weight < 1 ? expectedM(size) : sum.map((share) => share / weight);
}
