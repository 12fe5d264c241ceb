import type { LibraryFactor } from '../definition/definition.ts';
import type { EventColumn, EventTable, LabelTable } from '../event-table.ts';
import { entitiesOf, eventFields } from '../fields-of.ts';

/** A column on its way into an SQL engine: numbers as doubles, texts by their dictionary; NaN is null. */
export interface SqlColumn extends EventColumn {
  readonly name: string;
}

/** The columns of the table `events` that the definitions need. */
export function eventColumns(factors: readonly LibraryFactor[], events: EventTable): SqlColumn[] {
  const { rows, occurred, recorded, source, columns } = events;
  const named = [...new Set([...entitiesOf(factors), ...eventFields(factors)])];
  return [
    ...named.map((name) => ({ name, ...(columns.get(name) as EventColumn) })),
    { name: '_occurred', values: occurred },
    { name: '_recorded', values: recorded ?? occurred },
    { name: '_position', values: places(rows) },
    ...(source === undefined ? [] : [{ name: '_kind', ...source }]),
  ];
}

/** The columns of the table `labels`. */
export function labelColumns(labels: LabelTable): SqlColumn[] {
  const { rows, asOf, position, keys } = labels;
  return [
    ...[...keys].map(([name, column]) => ({ name, ...column })),
    { name: '_row', values: places(rows) },
    { name: '_as_of', values: asOf },
    { name: '_position', values: position ?? new Float64Array(rows).fill(9_007_199_254_740_991) },
  ];
}

function places(rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => row);
}
