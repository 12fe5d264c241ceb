import type { ValueExpression } from '../definition/definition.ts';
import type { EventTable } from '../event-table.ts';
import { compileValue } from './compile-value.ts';
import { compileMasks, maskOf } from './filter-masks.ts';
import type { WalkPlan } from './plan.ts';
import { sharedFloat64, sharedInt32, type WalkRows } from './walk-rows.ts';

/** Evaluates filters and values once per row, then brings them into the order of the walk. */
export function gatherRows(plan: WalkPlan, events: EventTable, order: Int32Array): WalkRows {
  const { occurred, recorded, columns } = events;
  const compiled = compileMasks(plan.filters, columns);
  const positions = sharedInt32(order.length);
  positions.set(order);
  return {
    times: pick(occurred, order),
    recorded: recorded === undefined ? undefined : pick(recorded, order),
    positions,
    masks: compiled.words.map((_, word) => {
      const mask = sharedInt32(order.length);
      for (let i = 0; i < order.length; i++) mask[i] = maskOf(compiled, word, order[i] as number);
      return mask;
    }),
    values: plan.values.map((value) => pick(valuesOf(value, events), order)),
  };
}

function valuesOf(value: ValueExpression, { rows, columns }: EventTable): Float64Array {
  const column = 'field' in value ? columns.get(value.field)?.values : undefined;
  if (column !== undefined) return column;
  const read = compileValue(value, columns);
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = read(row);
  return values;
}

function pick(from: Float64Array, order: Int32Array): Float64Array {
  const out = sharedFloat64(order.length);
  for (let i = 0; i < order.length; i++) out[i] = from[order[i] as number] as number;
  return out;
}
