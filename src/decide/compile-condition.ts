import { TallyError, unreachable } from '#base';
import type { Comparison, Condition } from './condition.ts';

/** Where a name finds its value: a place in the factor vector or among the variables. */
export interface ValueSlots {
  readonly factors: ReadonlyMap<string, number>;
  readonly variables: ReadonlyMap<string, number>;
}

export type ConditionTest = (factors: Float64Array, variables: Float64Array) => boolean;

/** Compiles a condition to a closure over array places. */
export function compileCondition(condition: Condition, slots: ValueSlots): ConditionTest {
  if ('all' in condition) {
    const tests = condition.all.map((part) => compileCondition(part, slots));
    return (factors, variables) => tests.every((test) => test(factors, variables));
  }
  if ('any' in condition) {
    const tests = condition.any.map((part) => compileCondition(part, slots));
    return (factors, variables) => tests.some((test) => test(factors, variables));
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not, slots);
    return (factors, variables) => !test(factors, variables);
  }
  return compileComparison(condition, slots);
}

function compileComparison({ value, op, to = NaN }: Comparison, slots: ValueSlots): ConditionTest {
  const read = compileRead(value, slots);
  switch (op) {
    case 'missing':
      return (f, v) => Number.isNaN(read(f, v));
    case 'present':
      return (f, v) => !Number.isNaN(read(f, v));
    case '=':
      return (f, v) => read(f, v) === to;
    case '!=':
      return (f, v) => {
        const actual = read(f, v);
        return actual === actual && actual !== to;
      };
    case '>':
      return (f, v) => read(f, v) > to;
    case '>=':
      return (f, v) => read(f, v) >= to;
    case '<':
      return (f, v) => read(f, v) < to;
    case '<=':
      return (f, v) => read(f, v) <= to;
    default:
      return unreachable(op);
  }
}

/** A function that reads the named value. */
export function compileRead(
  name: string,
  slots: ValueSlots,
): (factors: Float64Array, variables: Float64Array) => number {
  const variable = slots.variables.get(name);
  if (variable !== undefined) return (_factors, variables) => variables[variable] ?? NaN;
  const factor = slots.factors.get(name);
  if (factor !== undefined) return (factors) => factors[factor] ?? NaN;
  throw new TallyError('DECIDE_POLICY_INVALID', `the policy is not valid: it uses ${name}, which nothing provides`, {
    hint: 'use a factor of the catalogue or a variable that an earlier node sets',
    status: 422,
  });
}
