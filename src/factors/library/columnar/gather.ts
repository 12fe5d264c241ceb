import type { EventTable } from '../event-table.ts';
import { compileFilter } from './compile-filter.ts';
import { compileValue } from './compile-value.ts';
import type { WalkPlan } from './plan.ts';
import { sharedFloat64, sharedInt32, type WalkRows } from './walk-rows.ts';

/** Evaluates filters and values once per row, in the order of the walk. */
export function gatherRows(plan: WalkPlan, events: EventTable, order: Int32Array): WalkRows {
  const { columns, occurred, recorded } = events;
  const pick = (of: (row: number) => number): Float64Array => {
    const out = sharedFloat64(order.length);
    for (let i = 0; i < order.length; i++) out[i] = of(order[i] as number);
    return out;
  };
  const tests = plan.filters.map((filter) => (filter === undefined ? () => true : compileFilter(filter, columns)));
  const masks: Int32Array[] = [];
  tests.forEach((test, f) => {
    const mask = (masks[f >> 5] ??= sharedInt32(order.length));
    const bit = 1 << (f & 31);
    for (let i = 0; i < order.length; i++) if (test(order[i] as number)) mask[i] = (mask[i] as number) | bit;
  });
  const positions = sharedInt32(order.length);
  positions.set(order);
  return {
    times: pick((row) => occurred[row] as number),
    recorded: recorded === undefined ? undefined : pick((row) => recorded[row] as number),
    positions,
    masks,
    values: plan.values.map((value) => pick(compileValue(value, columns))),
  };
}
