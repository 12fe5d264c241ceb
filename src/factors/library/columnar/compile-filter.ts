import type { EventFilter } from '../definition/definition.ts';
import type { EventColumn } from '../event-table.ts';

/** Whether a row of the table counts. */
export type RowTest = (row: number) => boolean;

const NOTHING: EventColumn = { values: new Float64Array(0) };

/** Compiles a bound filter against columns; texts are compared by their codes. */
export function compileFilter(filter: EventFilter, columns: ReadonlyMap<string, EventColumn>): RowTest {
  if ('and' in filter) {
    const parts = filter.and.map((part) => compileFilter(part, columns));
    return (row) => parts.every((part) => part(row));
  }
  if ('or' in filter) {
    const parts = filter.or.map((part) => compileFilter(part, columns));
    return (row) => parts.some((part) => part(row));
  }
  if ('not' in filter) {
    const part = compileFilter(filter.not, columns);
    return (row) => !part(row);
  }
  const column = columns.get(filter.field) ?? NOTHING;
  const { values } = column;
  if ('missing' in filter) {
    const { missing } = filter;
    return (row) => Number.isNaN(values[row]) === missing;
  }
  if ('in' in filter) {
    const wanted = new Set(filter.in.map((value) => codeOf(column, value)));
    return (row) => wanted.has(values[row] as number);
  }
  return comparison(values, filter.op, codeOf(column, filter.value));
}

/** What the column holds for a constant: -1 for a text that never occurs. */
export function codeOf({ dictionary, names }: EventColumn, value: string | number): number {
  if (names !== undefined) return names.find(String(value));
  return dictionary === undefined ? Number(value) : dictionary.indexOf(String(value));
}

function comparison(values: Float64Array, op: string, wanted: number): RowTest {
  switch (op) {
    case '=':
      return (row) => values[row] === wanted;
    case '!=':
      return (row) => values[row] === values[row] && values[row] !== wanted;
    case '>':
      return (row) => (values[row] as number) > wanted;
    case '>=':
      return (row) => (values[row] as number) >= wanted;
    case '<':
      return (row) => (values[row] as number) < wanted;
    default:
      return (row) => (values[row] as number) <= wanted;
  }
}
