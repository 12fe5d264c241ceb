import type { NaiveContext, NaiveRow } from './aggregates/aggregate.ts';
import { boundCell, valueHash } from './columnar/bound-cell.ts';
import { fillComputed } from './computed.ts';
import type { EventFilter, LibraryFactor, ValueExpression, WindowFactor } from './definition/definition.ts';
import { plainValue, type EventColumn, type EventTable, type FactorColumns, type LabelTable } from './event-table.ts';

type Plain = number | string | undefined;
type Event = (field: string) => Plain;

/**
 * The definitions read literally: for every label and factor all events of the key are looked at, filtered, cut to the
 * window and sorted anew. Slow, and the oracle of the other engines. Takes definitions and events that {@link bind} fitted.
 */
export function referenceEngine(
  factors: readonly LibraryFactor[],
  events: EventTable,
  labels: LabelTable,
): FactorColumns {
  const columns = factors.map(() => new Float64Array(labels.rows).fill(NaN));
  factors.forEach((factor, index) => {
    if (factor.kind === 'computed') return;
    const rowsOf = rowsByKey(factor, events);
    for (let label = 0; label < labels.rows; label++) {
      const key = plainValue(labels.keys.get(factor.entity) as EventColumn, label);
      const asOf = labels.asOf[label] ?? NaN;
      if (key === undefined || asOf !== asOf) continue;
      const at = { asOf, position: labels.position?.[label] ?? Infinity };
      (columns[index] as Float64Array)[label] = naiveValue(factor, events, { rows: rowsOf.get(String(key)) ?? [], at });
    }
  });
  fillComputed(factors, columns);
  return columns;
}

function rowsByKey({ entity, source }: WindowFactor, events: EventTable): Map<string, number[]> {
  const keys = events.columns.get(entity) as EventColumn;
  const groups = new Map<string, number[]>();
  for (let row = 0; row < events.rows; row++) {
    const key = plainValue(keys, row);
    if (key === undefined) continue;
    if (source !== undefined && String(plainValue(events.source as EventColumn, row)) !== source) continue;
    const group = groups.get(String(key));
    if (group === undefined) groups.set(String(key), [row]);
    else group.push(row);
  }
  return groups;
}

interface Read {
  readonly rows: readonly number[];
  readonly at: { readonly asOf: number; readonly position: number };
}

function naiveValue(factor: WindowFactor, events: EventTable, { rows, at }: Read): number {
  const { occurred, recorded } = events;
  const { window } = factor;
  const end = at.asOf - window.offsetMs;
  const timeOf = (row: number): number => occurred[row] ?? NaN;
  const visible = rows
    .filter((row) => timeOf(row) < at.asOf || (timeOf(row) === at.asOf && row <= at.position))
    .filter((row) => knownAt(recorded?.[row] ?? timeOf(row), row, at))
    .filter((row) => timeOf(row) <= end && timeOf(row) > end - window.lengthMs)
    .filter((row) => factor.where === undefined || passes(factor.where, readerOf(events, row)))
    .sort((a, b) => timeOf(b) - timeOf(a) || b - a)
    .slice(window.skip, window.skip + window.last);
  const taken = visible
    .map((row) => ({ t: timeOf(row), v: operand(factor.value, events, row), w: operand(factor.second, events, row) }))
    .filter((row): row is NaiveRow => row.v !== undefined && row.w !== undefined);
  const { spec, empty, parameters } = boundCell(0, factor, events.columns);
  const context: NaiveContext = { ...parameters, end, hash: valueHash(factor.value, events.columns) };
  const value = taken.length === 0 ? empty : spec.naive(taken, context);
  return Number.isFinite(value) ? value + 0 : NaN;
}

/** Recorded before the instant, or at it and up to the position. */
function knownAt(recorded: number, row: number, { asOf, position }: Read['at']): boolean {
  return recorded < asOf || (recorded === asOf && row <= position);
}

const readerOf =
  (events: EventTable, row: number): Event =>
  (field) =>
    plainValue(events.columns.get(field) as EventColumn, row);

function passes(filter: EventFilter, event: Event): boolean {
  if ('and' in filter) return filter.and.every((part) => passes(part, event));
  if ('or' in filter) return filter.or.some((part) => passes(part, event));
  if ('not' in filter) return !passes(filter.not, event);
  const value = event(filter.field);
  if ('missing' in filter) return (value === undefined) === filter.missing;
  if (value === undefined) return false;
  if ('in' in filter) return filter.in.includes(value);
  const wanted = filter.value;
  switch (filter.op) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
  }
}

/** A text stands for its place in the dictionary: aggregates of texts look at equality alone. */
function operand(value: ValueExpression | undefined, events: EventTable, row: number): number | undefined {
  if (value === undefined) return 0;
  if ('constant' in value) return value.constant;
  if ('field' in value) {
    const told = (events.columns.get(value.field) as EventColumn).values[row] ?? NaN;
    return Number.isNaN(told) ? undefined : told;
  }
  if ('when' in value) {
    return passes(value.when, readerOf(events, row)) ? operand(value.take, events, row) : undefined;
  }
  const [a, b] = value.of.map((part) => operand(part, events, row));
  if (a === undefined || (b === undefined && value.op !== 'abs')) return undefined;
  const result = { '+': () => a + (b ?? 0), '-': () => a - (b ?? 0), '*': () => a * (b ?? 0), '/': () => a / (b ?? 0) };
  const answer = value.op === 'abs' ? Math.abs(a) : result[value.op]();
  return Number.isFinite(answer) ? answer + 0 : undefined;
}
