import { log } from '#base';
import type { LevelRule } from '../compare/level-rule.ts';
import type { LevelRates } from './parameters.ts';

/** Logarithm to the base 2. */
export function log2(x: number): number {
  return log(x) / Math.LN2;
}

/** Weight of each level in bits, log2(m / u); unknown is 0, and a worse level is never worth more than a better one. */
export function levelBits({ m, u }: LevelRates, rule: LevelRule): Float64Array {
  const bits = new Float64Array(m.length);
  let least = Infinity;
  for (let level = 1; level < bits.length; level++) {
    const raw = log2((m[level] as number) / (u[level] as number));
    bits[level] = Math.min(raw, least);
    if (rule.unordered?.includes(level) !== true) least = bits[level] as number;
  }
  return bits;
}
