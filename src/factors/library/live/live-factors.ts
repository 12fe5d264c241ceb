import { compileValue, type RowValue } from '../columnar/compile-value.ts';
import { compileMasks, maskOf, type FilterMasks } from '../columnar/filter-masks.ts';
import { planWalks, type WalkPlan } from '../columnar/plan.ts';
import { Walker } from '../columnar/walker.ts';
import { fillComputed } from '../computed.ts';
import type { LibraryFactor } from '../definition/definition.ts';
import { codeFor, liveColumns, type LiveColumn } from './live-columns.ts';
import { LiveRows } from './live-rows.ts';

/** An event as it comes in; keys are fields like any other. */
export interface LiveEvent {
  readonly occurred: number;
  readonly recorded?: number;
  readonly source?: string;
  readonly fields: Readonly<Record<string, string | number | undefined>>;
}

interface LiveWalk {
  readonly plan: WalkPlan;
  readonly filters: FilterMasks;
  readonly values: readonly RowValue[];
  readonly walker: Walker;
  readonly rows: Map<string, LiveRows>;
  readonly masks: Int32Array;
  readonly taken: Float64Array;
}

/**
 * Factors of events as they come in: the rows of each key in memory, read by the walk of the columnar engine, so a live value
 * has the bits of the backfill. Late events find their place; whatever is recorded after the instant of a read is invisible.
 */
export class LiveFactors {
  readonly factors: readonly LibraryFactor[];
  private readonly columns: ReadonlyMap<string, LiveColumn>;
  private readonly walks: readonly LiveWalk[];
  private position = 0;

  constructor(told: readonly LibraryFactor[]) {
    const { factors, columns } = liveColumns(told);
    this.factors = factors;
    this.columns = columns;
    this.walks = planWalks(factors).map((plan) => ({
      plan,
      filters: compileMasks(plan.filters, columns),
      values: plan.values.map((value) => compileValue(value, columns)),
      walker: new Walker(plan, columns),
      rows: new Map(),
      masks: new Int32Array(Math.ceil(plan.filters.length / 32)),
      taken: new Float64Array(plan.values.length),
    }));
  }

  /** Takes an event in. One without a readable time is refused with `false`; it keeps its place among the events. */
  ingest({ occurred, recorded = occurred, source, fields }: LiveEvent): boolean {
    const position = this.position++;
    if (Number.isNaN(occurred) || Number.isNaN(recorded)) return false;
    for (const [name, column] of this.columns) column.values[0] = held(column, fields[name]);
    for (const walk of this.walks) {
      const { plan, masks, taken } = walk;
      const key = fields[plan.entity];
      if (key === undefined || (plan.source !== undefined && plan.source !== source)) continue;
      for (let word = 0; word < masks.length; word++) masks[word] = maskOf(walk.filters, word, 0);
      for (let v = 0; v < taken.length; v++) taken[v] = (walk.values[v] as RowValue)(0);
      this.rowsOf(walk, String(key)).insert({ time: occurred, recorded, position, masks, values: taken });
    }
    return true;
  }

  /** The factors of keys as of an instant; those of an entity without a key are missing. */
  read(keys: Readonly<Record<string, string | number | undefined>>, asOf: number): Float64Array {
    const out = new Float64Array(this.factors.length).fill(NaN);
    const emit = (factor: number, value: number): void => void (out[factor] = value);
    for (const { plan, rows, walker } of this.walks) {
      const key = keys[plan.entity];
      if (key === undefined || Number.isNaN(asOf)) continue;
      const found = rows.get(String(key));
      if (found !== undefined) walker.over(found);
      walker.read(0, found?.size ?? 0, { at: { asOf, position: Infinity }, emit });
    }
    const single = this.factors.map((_, f) => out.subarray(f, f + 1));
    if (this.factors.some(({ kind }) => kind === 'computed')) fillComputed(this.factors, single);
    return out;
  }

  /** Bytes of state, and keys that have any. */
  state(): { readonly bytes: number; readonly keys: number } {
    let [bytes, keys] = [0, 0];
    for (const { rows } of this.walks) {
      keys += rows.size;
      for (const held of rows.values()) bytes += held.bytes();
    }
    return { bytes, keys };
  }

  private rowsOf({ plan, rows, masks }: LiveWalk, key: string): LiveRows {
    const found = rows.get(key);
    if (found !== undefined) return found;
    const made = new LiveRows(masks.length, plan.values.length);
    rows.set(key, made);
    return made;
  }
}

function held(column: LiveColumn, told: string | number | undefined): number {
  if (told === undefined) return NaN;
  if (column.dictionary !== undefined) return codeFor(column, String(told));
  const number = typeof told === 'number' ? told : told.trim() === '' ? NaN : Number(told);
  return Number.isFinite(number) ? number + 0 : NaN;
}
