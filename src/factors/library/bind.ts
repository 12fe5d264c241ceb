import { TallyError } from '#base';
import { nearestName } from '#table';
import { aggregateOf } from './aggregates/index.ts';
import type {
  EventFilter,
  LibraryFactor,
  ServedFactor,
  ValueExpression,
  WindowFactor,
} from './definition/definition.ts';
import type { EventColumn, EventTable } from './event-table.ts';
import { eventFields, filterFields, operandFields, valueFilters, windowFactors } from './fields-of.ts';

/** Definitions fitted to a table: constants have the kind of their column, texts that must be numbers are numbers. */
export interface Bound<F extends ServedFactor = LibraryFactor> {
  readonly factors: readonly F[];
  readonly events: EventTable;
  /** Texts where a number was needed and none could be read, by column: missing from here on. */
  readonly unreadable: Readonly<Record<string, number>>;
}

/**
 * Fits definitions and events to each other, once for all engines.
 *
 * @throws TallyError `FACTORS_COLUMN_UNKNOWN`, `FACTORS_COLUMN_TYPE`.
 */
export function bind<F extends ServedFactor>(factors: readonly F[], events: EventTable): Bound<F> {
  const known = [...events.columns.keys()];
  for (const field of eventFields(factors)) {
    if (events.columns.has(field)) continue;
    const near = nearestName(field, known);
    throw new TallyError('FACTORS_COLUMN_UNKNOWN', `the events have no column "${field}"`, {
      hint: near === undefined ? `columns are ${known.join(', ')}` : `did you mean "${near}"?`,
    });
  }
  const columns = new Map(events.columns);
  const unreadable: Record<string, number> = {};
  for (const field of numberFields(windowFactors(factors))) {
    const column = columns.get(field);
    if (column?.dictionary === undefined) continue;
    const { values, bad } = readNumbers(field, column);
    columns.set(field, { values });
    if (bad > 0) unreadable[field] = bad;
  }
  const fitted = factors.map((factor) => (factor.kind === 'window' ? (fit(factor, columns) as F) : factor));
  return { factors: fitted, events: { ...events, columns }, unreadable };
}

function numberFields(factors: readonly WindowFactor[]): Set<string> {
  const fields = factors.flatMap(({ aggregate, where, value, second }) => {
    const operands = [value, second].filter((part) => part !== undefined);
    const isNumber = aggregateOf(aggregate)?.input === 'number';
    const read = operands.filter((part) => isNumber || 'op' in part).flatMap(operandFields);
    const tests = [...operands.flatMap(valueFilters), ...(where === undefined ? [] : [where])];
    return [...read, ...tests.flatMap((test) => filterFields(test, true))];
  });
  return new Set(fields);
}

function readNumbers(field: string, { values, dictionary = [] }: EventColumn): { values: Float64Array; bad: number } {
  const numbers = dictionary.map((text) => (text.trim() === '' ? NaN : Number(text)));
  if (dictionary.length > 0 && !numbers.some(Number.isFinite)) {
    throw new TallyError(
      'FACTORS_COLUMN_TYPE',
      `column "${field}" holds texts such as "${dictionary[0]}", not numbers`,
      {
        hint: 'take an aggregate that reads texts, such as distinct or entropy, or compare with = and !=',
      },
    );
  }
  let bad = 0;
  const read = values.map((code) => {
    const number = code === code ? (numbers[code] as number) : NaN;
    if (code === code && !Number.isFinite(number)) bad++;
    return Number.isFinite(number) ? number + 0 : NaN;
  });
  return { values: read, bad };
}

function fit(factor: WindowFactor, columns: ReadonlyMap<string, EventColumn>): WindowFactor {
  const { where } = factor;
  const step = factor.parameters.step.map((value) => constantFor(value, stepColumn(factor.value, columns)));
  return {
    ...factor,
    ...(where === undefined ? {} : { where: fitFilter(where, columns) }),
    ...(factor.value === undefined ? {} : { value: fitValue(factor.value, columns) }),
    ...(factor.second === undefined ? {} : { second: fitValue(factor.second, columns) }),
    parameters: { ...factor.parameters, step: step as unknown as readonly [string, string] },
  };
}

function stepColumn(value: ValueExpression | undefined, columns: ReadonlyMap<string, EventColumn>) {
  return value !== undefined && 'field' in value ? columns.get(value.field) : undefined;
}

function fitValue(value: ValueExpression, columns: ReadonlyMap<string, EventColumn>): ValueExpression {
  if ('when' in value) return { when: fitFilter(value.when, columns), take: fitValue(value.take, columns) };
  return 'of' in value ? { ...value, of: value.of.map((part) => fitValue(part, columns)) } : value;
}

function fitFilter(filter: EventFilter, columns: ReadonlyMap<string, EventColumn>): EventFilter {
  if ('and' in filter) return { and: filter.and.map((part) => fitFilter(part, columns)) };
  if ('or' in filter) return { or: filter.or.map((part) => fitFilter(part, columns)) };
  if ('not' in filter) return { not: fitFilter(filter.not, columns) };
  const column = columns.get(filter.field);
  if ('in' in filter) return { ...filter, in: filter.in.map((value) => constantFor(value, column, filter.field)) };
  return 'op' in filter ? { ...filter, value: constantFor(filter.value, column, filter.field) } : filter;
}

function constantFor(value: string | number, column: EventColumn | undefined, field?: string): string | number {
  if (column === undefined) return value;
  if (column.dictionary !== undefined) return String(value);
  const number = value === '' ? NaN : Number(value);
  if (Number.isFinite(number) || field === undefined) return number;
  throw new TallyError('FACTORS_COLUMN_TYPE', `column "${field}" holds numbers and is compared with "${value}"`, {
    hint: 'compare it with a number',
  });
}
