import { bind } from '../bind.ts';
import type { EventFilter, LibraryFactor, ValueExpression, WindowFactor } from '../definition/definition.ts';
import type { EventColumn } from '../event-table.ts';
import { entitiesOf, eventFields, windowFactors } from '../fields-of.ts';

/** A column that holds the event at hand alone; texts get codes as they come. */
export interface LiveColumn extends EventColumn {
  readonly dictionary?: string[];
  readonly codes: Map<string, number>;
}

/** Definitions fitted to columns of live events: what must be a number is one, all else is told apart as text. */
export function liveColumns(told: readonly LibraryFactor[]): {
  readonly factors: readonly LibraryFactor[];
  readonly columns: ReadonlyMap<string, LiveColumn>;
} {
  const names = [...new Set([...eventFields(told), ...entitiesOf(told)])];
  const stubs = new Map(names.map((name) => [name, { values: new Float64Array(0), dictionary: [] }]));
  const bound = bind(told, { rows: 0, occurred: new Float64Array(0), columns: stubs });
  const columns = new Map<string, LiveColumn>();
  for (const name of names) {
    const isText = bound.events.columns.get(name)?.dictionary !== undefined;
    columns.set(name, { values: new Float64Array(1), codes: new Map(), ...(isText ? { dictionary: [] } : {}) });
  }
  // Constants have their codes before filters are compiled against them.
  for (const factor of windowFactors(bound.factors)) registerConstants(factor, columns);
  return { factors: bound.factors, columns };
}

/** The code of a text, a new one when it is new. */
export function codeFor({ dictionary = [], codes }: LiveColumn, text: string): number {
  const known = codes.get(text);
  if (known !== undefined) return known;
  codes.set(text, dictionary.length);
  return dictionary.push(text) - 1;
}

function registerConstants(
  { where, value, second, parameters }: WindowFactor,
  columns: ReadonlyMap<string, LiveColumn>,
) {
  const add = (field: string, constant: string | number): void => {
    const column = columns.get(field);
    if (column?.dictionary !== undefined) codeFor(column, String(constant));
  };
  if (where !== undefined) visitFilter(where, add);
  for (const operand of [value, second]) if (operand !== undefined) visitValue(operand, add);
  if (value !== undefined && 'field' in value) for (const text of parameters.step) add(value.field, text);
}

type Visit = (field: string, constant: string | number) => void;

function visitFilter(filter: EventFilter, visit: Visit): void {
  if ('and' in filter) filter.and.forEach((part) => visitFilter(part, visit));
  else if ('or' in filter) filter.or.forEach((part) => visitFilter(part, visit));
  else if ('not' in filter) visitFilter(filter.not, visit);
  else if ('in' in filter) filter.in.forEach((value) => visit(filter.field, value));
  else if ('op' in filter) visit(filter.field, filter.value);
}

function visitValue(value: ValueExpression, visit: Visit): void {
  if ('when' in value) {
    visitFilter(value.when, visit);
    visitValue(value.take, visit);
  } else if ('of' in value) value.of.forEach((part) => visitValue(part, visit));
}
