import { comparisonsOf, type Comparison } from './condition.ts';
import type { CompiledPolicy, Decision } from './compile.ts';

/** A value that stood in the way, and what it would have had to be. */
export interface Obstacle {
  readonly node: string;
  readonly value: string;
  readonly actual: number;
  /** The condition that ended the decision: it must no longer hold. */
  readonly failedWhen: Pick<Comparison, 'op' | 'to'>;
}

/**
 * What would have changed a decision: the comparisons of the rule that hit, or the score against its cut-off, with the
 * values as they were. Empty for an approval.
 */
export function whatWouldChange(
  compiled: CompiledPolicy,
  decision: Decision,
  read: (name: string) => number,
): Obstacle[] {
  const last = decision.trace.at(-1);
  if (last === undefined || last.kind === 'outcome') return [];
  const node = compiled.policy.nodes.find(({ id }) => id === last.node);
  if (last.kind === 'cutoff' && node?.kind === 'cutoff') {
    return [{ node: last.node, value: node.score, actual: last.score, failedWhen: { op: '>', to: node.above } }];
  }
  if (last.kind !== 'rules' || node?.kind !== 'rules') return [];
  const rule = node.rules.find(({ id }) => id === last.rule);
  const comparisons = rule === undefined ? [] : comparisonsOf(rule.when);
  return comparisons.map(({ value, op, to }) => ({
    node: last.node,
    value,
    actual: decision.variables[value] ?? read(value),
    failedWhen: { op, to },
  }));
}
