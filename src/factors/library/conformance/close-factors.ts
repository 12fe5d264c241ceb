import { aggregateOf } from '../aggregates/index.ts';
import type { LibraryFactor } from '../definition/definition.ts';

/** Says of each factor, by its index, whether SQL may differ within the tolerance: its aggregate's, or what it stands on. */
export function closeFactors(factors: readonly LibraryFactor[]): (factor: number) => boolean {
  const close = new Set<string>();
  const flags = factors.map((factor) => {
    const own =
      factor.kind === 'window'
        ? aggregateOf(factor.aggregate)?.close === true
        : factor.op === 'log' || factor.of.some((operand) => close.has(String(operand)));
    if (own) close.add(factor.name);
    return own;
  });
  return (factor) => flags[factor] === true;
}

/** Names of factors that SQL cannot express, and of what stands on them. */
export function withoutSql(factors: readonly LibraryFactor[]): Set<string> {
  const names = new Set<string>();
  for (const factor of factors) {
    const isSketch = factor.kind === 'window' && aggregateOf(factor.aggregate)?.sql === undefined;
    const stands = factor.kind === 'computed' && factor.of.some((operand) => names.has(String(operand)));
    if (isSketch || stands) names.add(factor.name);
  }
  return names;
}
