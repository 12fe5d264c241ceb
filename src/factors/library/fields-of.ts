import type { EventFilter, ServedFactor, ValueExpression, WindowFactor } from './definition/definition.ts';

/** Columns that a filter reads; with `numbers` only those it compares by size. */
export function filterFields(filter: EventFilter, numbers = false): string[] {
  if ('and' in filter) return filter.and.flatMap((part) => filterFields(part, numbers));
  if ('or' in filter) return filter.or.flatMap((part) => filterFields(part, numbers));
  if ('not' in filter) return filterFields(filter.not, numbers);
  if (!numbers) return [filter.field];
  return 'op' in filter && filter.op !== '=' && filter.op !== '!=' ? [filter.field] : [];
}

/** Columns that a value reads. */
function valueFields(value: ValueExpression): string[] {
  if ('field' in value) return [value.field];
  if ('when' in value) return [...filterFields(value.when), ...valueFields(value.take)];
  return 'of' in value ? value.of.flatMap(valueFields) : [];
}

/** Filters inside a value. */
export function valueFilters(value: ValueExpression): EventFilter[] {
  if ('when' in value) return [value.when, ...valueFilters(value.take)];
  return 'of' in value ? value.of.flatMap(valueFilters) : [];
}

/** Columns whose values themselves, not a test of them, make the value. */
export function operandFields(value: ValueExpression): string[] {
  if ('field' in value) return [value.field];
  if ('when' in value) return operandFields(value.take);
  return 'of' in value ? value.of.flatMap(operandFields) : [];
}

/** Factors that are aggregates. */
export function windowFactors(factors: readonly ServedFactor[]): WindowFactor[] {
  return factors.filter((factor): factor is WindowFactor => factor.kind === 'window');
}

/** Columns besides the key that the events need. */
export function eventFields(factors: readonly ServedFactor[]): string[] {
  const all = windowFactors(factors).flatMap(({ where, value, second }) => [
    ...(where === undefined ? [] : filterFields(where)),
    ...(value === undefined ? [] : valueFields(value)),
    ...(second === undefined ? [] : valueFields(second)),
  ]);
  return [...new Set(all)];
}

/** Key columns that events and labels need. */
export function entitiesOf(factors: readonly ServedFactor[]): string[] {
  return [...new Set(windowFactors(factors).map(({ entity }) => entity))];
}
