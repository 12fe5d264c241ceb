import type { LibraryFactor } from '../definition/definition.ts';
import type { EventColumn, EventTable, LabelTable } from '../event-table.ts';
import { entityKeys } from './entity-keys.ts';
import { orderByEntity } from './entity-order.ts';
import { gatherRows } from './gather.ts';
import { planWalks, type WalkPlan } from './plan.ts';
import { sharedFloat64, sharedInt32, type WalkRows } from './walk-rows.ts';

/** One walk with its rows and the labels that ask, ready for any thread. */
export interface PreparedWalk {
  readonly plan: WalkPlan;
  readonly rows: WalkRows;
  readonly starts: Int32Array;
  /** Labels that have a key and an instant, by key: neighbours share rows in the cache. */
  readonly labels: Int32Array;
  /** Key of each label. */
  readonly keys: Int32Array;
  readonly asOf: Float64Array;
  readonly position: Float64Array | undefined;
  readonly resorted: number;
  readonly largest: number;
}

const EMPTY: EventColumn = { values: new Float64Array(0) };

/** Prepares the walks of definitions one after another: the rows of one are free before the next needs room. */
export function* prepareWalks(
  factors: readonly LibraryFactor[],
  events: EventTable,
  labels: LabelTable,
): Generator<PreparedWalk> {
  const asOf = sharedFloat64(labels.rows);
  asOf.set(labels.asOf);
  const position = labels.position === undefined ? undefined : sharedFloat64(labels.rows);
  if (labels.position !== undefined) position?.set(labels.position);
  let keyed: { readonly entity: string; readonly keys: ReturnType<typeof entityKeys> } | undefined;
  for (const plan of planWalks(factors)) {
    if (keyed?.entity !== plan.entity) {
      const { entity } = plan;
      keyed = { entity, keys: entityKeys(events.columns.get(entity) ?? EMPTY, labels.keys.get(entity) ?? EMPTY) };
    }
    const { keys } = keyed;
    const source = sourceTest(events, plan.source);
    const { occurred } = events;
    const known = (row: number): boolean => !Number.isNaN(occurred[row]) && source(row);
    const sorted = orderByEntity({ keys: keys.events, count: keys.count }, occurred, known);
    yield {
      plan,
      rows: gatherRows(plan, events, sorted.order),
      starts: sorted.starts,
      labels: askingLabels(keys.labels, { asOf, count: keys.count, keyless: keys.keyless }),
      keys: keys.labels,
      asOf,
      position,
      resorted: sorted.resorted,
      largest: sorted.largest,
    };
  }
}

function sourceTest({ source }: EventTable, wanted: string | undefined): (row: number) => boolean {
  if (wanted === undefined || source === undefined) return () => true;
  const { values, dictionary } = source;
  const code = dictionary === undefined ? Number(wanted) : dictionary.indexOf(wanted);
  return (row) => values[row] === code;
}

interface Asking {
  readonly asOf: Float64Array;
  readonly count: number;
  readonly keyless: Uint8Array;
}

function askingLabels(keys: Int32Array, { asOf, count, keyless }: Asking): Int32Array {
  const starts = new Int32Array(count + 2);
  const asks = (label: number): boolean => keyless[label] === 0 && !Number.isNaN(asOf[label]);
  for (let label = 0; label < keys.length; label++) {
    if (asks(label)) starts[(keys[label] as number) + 2] = (starts[(keys[label] as number) + 2] as number) + 1;
  }
  // Index 0 belongs to key -1, labels without events.
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const out = sharedInt32(starts.at(-1) ?? 0);
  for (let label = 0; label < keys.length; label++) {
    if (!asks(label)) continue;
    const at = (keys[label] as number) + 1;
    out[starts[at] as number] = label;
    starts[at] = (starts[at] as number) + 1;
  }
  return out;
}
