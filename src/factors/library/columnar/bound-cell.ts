import { hash53 } from '#base';
import type { AggregateSpec, BoundParameters } from '../aggregates/aggregate.ts';
import { aggregateOf } from '../aggregates/index.ts';
import type { ValueExpression, WindowFactor } from '../definition/definition.ts';
import type { EventColumn } from '../event-table.ts';
import { codeOf } from './compile-filter.ts';

/** An aggregate with its parameters, ready to run. */
export interface BoundCell {
  readonly factor: number;
  readonly spec: AggregateSpec;
  readonly empty: number;
  readonly parameters: BoundParameters;
}

/** Columns by name; only their dictionaries matter here. */
export type Dictionaries = ReadonlyMap<string, Pick<EventColumn, 'dictionary' | 'names'>>;

/** Looks the aggregate up and translates the texts of its parameters. */
export function boundCell(factor: number, definition: WindowFactor, columns: Dictionaries): BoundCell {
  const spec = aggregateOf(definition.aggregate) as AggregateSpec;
  const { step, ...rest } = definition.parameters;
  const column = columnOfValue(definition.value, columns);
  const [from, to] = step.map((value) => codeOf({ values: new Float64Array(0), ...column }, value));
  const parameters = { ...rest, step: [from ?? NaN, to ?? NaN] as const };
  return { factor, spec, empty: spec.empty ?? NaN, parameters };
}

/** Hash of a value of this expression: of the text when it is one, of the number otherwise. */
export function valueHash(value: ValueExpression | undefined, columns: Dictionaries): (value: number) => number {
  const { dictionary, names } = columnOfValue(value, columns) ?? {};
  if (dictionary === undefined) return (number) => hash53(String(number));
  // A live dictionary grows, so hashes are made when they are asked for.
  const hashes: number[] = [];
  const textOf = (code: number): string => (names === undefined ? (dictionary[code] ?? '') : names.text(code));
  return (code) => (hashes[code] ??= hash53(textOf(code)));
}

function columnOfValue(value: ValueExpression | undefined, columns: Dictionaries) {
  return value !== undefined && 'field' in value ? columns.get(value.field) : undefined;
}
