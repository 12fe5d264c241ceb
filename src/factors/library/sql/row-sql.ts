import type { EventFilter, ValueExpression } from '../definition/definition.ts';
import type { DialectWords } from './dialect.ts';

/** A filter over columns of the table e of events; like in the other engines a test of a missing column is false, never unknown. */
export function filterSql(words: DialectWords, filter: EventFilter): string {
  if ('and' in filter) return `(${filter.and.map((part) => filterSql(words, part)).join(' and ')})`;
  if ('or' in filter) return `(${filter.or.map((part) => filterSql(words, part)).join(' or ')})`;
  if ('not' in filter) return `(not ${filterSql(words, filter.not)})`;
  const field = `e.${words.name(filter.field)}`;
  if ('missing' in filter) return `(${field} is ${filter.missing ? '' : 'not '}null)`;
  if ('in' in filter)
    return `coalesce(${field} in (${filter.in.map((value) => words.constant(value)).join(', ')}), false)`;
  return `coalesce(${field} ${filter.op === '!=' ? '<>' : filter.op} ${words.constant(filter.value)}, false)`;
}

/** A value over columns of events. */
export function valueSql(words: DialectWords, value: ValueExpression): string {
  if ('constant' in value) return words.number(value.constant);
  if ('field' in value) return `e.${words.name(value.field)}`;
  if ('when' in value) return `case when ${filterSql(words, value.when)} then ${valueSql(words, value.take)} end`;
  const [a = '', b = ''] = value.of.map((part) => valueSql(words, part));
  if (value.op === 'abs') return `abs(${a})`;
  return value.op === '/' ? `(${a} / nullif(${b}, 0))` : `(${a} ${value.op} ${b})`;
}
