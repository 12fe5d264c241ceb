import { Slice } from '../aggregates/slice.ts';
import { settled } from '../settled.ts';
import { boundCell, valueHash, type BoundCell, type Dictionaries } from './bound-cell.ts';
import { LaneBuffer } from './lane-buffer.ts';
import type { Lane, PlannedWindow, WalkPlan } from './plan.ts';
import type { WalkRows } from './walk-rows.ts';

/** The instant of a read; of what happened or was recorded at the instant itself only rows up to `position` count. */
export interface ReadAt {
  readonly asOf: number;
  readonly position: number;
}

interface BoundWindow extends Omit<PlannedWindow, 'cells'> {
  readonly cells: readonly BoundCell[];
}

interface BoundLane {
  readonly lane: Lane;
  readonly windows: readonly BoundWindow[];
  readonly buffer: LaneBuffer;
  readonly hash: (value: number) => number;
}

/** Runs a plan over rows: one visit of each row from the newest on, every window read out at its boundary. */
export class Walker {
  private readonly lanes: readonly BoundLane[];
  private readonly byFilter: BoundLane[][];
  private readonly reachMs: number;
  private readonly slice = new Slice();
  private rows: WalkRows | undefined;

  constructor(plan: WalkPlan, columns: Dictionaries) {
    this.reachMs = plan.reachMs;
    this.lanes = plan.lanes.map((lane) => ({
      lane,
      windows: lane.windows.map((window) => ({
        ...window,
        cells: window.cells.map(({ factor, definition }) => boundCell(factor, definition, columns)),
      })),
      buffer: new LaneBuffer(),
      hash: valueHash(plan.values[lane.value], columns),
    }));
    this.byFilter = plan.filters.map((_, f) => this.lanes.filter(({ lane }) => lane.filter === f));
  }

  /** Chooses the rows of the reads that follow. */
  over(rows: WalkRows): void {
    this.rows = rows;
  }

  /** Reads the rows [low, high) of one entity and hands every cell's value to `emit`. */
  read(low: number, high: number, { at, emit }: { at: ReadAt; emit: (factor: number, value: number) => void }): void {
    if (this.rows !== undefined) this.fill(this.rows, { low, high, at });
    for (const lane of this.lanes) this.readOut(lane, at.asOf, emit);
  }

  private fill(rows: WalkRows, { low, high, at }: { low: number; high: number; at: ReadAt }): void {
    const { times, recorded, positions, masks } = rows;
    const { asOf, position } = at;
    for (const { buffer } of this.lanes) buffer.clear();
    const earliest = asOf - this.reachMs;
    for (let row = newest(times, { low, high, asOf }) - 1; row >= low; row--) {
      const t = times[row] as number;
      if (t <= earliest) break;
      const known = recorded === undefined ? t : (recorded[row] as number);
      if (!(known <= asOf)) continue;
      if ((t === asOf || known === asOf) && (positions[row] as number) > position) continue;
      for (let word = 0; word < masks.length; word++) {
        let bits = (masks[word] as Int32Array)[row] as number;
        while (bits !== 0) {
          const bit = 31 - Math.clz32(bits & -bits);
          bits &= bits - 1;
          this.pass(this.byFilter[word * 32 + bit] as BoundLane[], rows, row);
        }
      }
    }
  }

  private pass(lanes: readonly BoundLane[], { times, values }: WalkRows, row: number): void {
    for (let i = 0; i < lanes.length; i++) {
      const { lane, buffer } = lanes[i] as BoundLane;
      const value = lane.value < 0 ? 0 : ((values[lane.value] as Float64Array)[row] as number);
      const second = lane.second < 0 ? 0 : ((values[lane.second] as Float64Array)[row] as number);
      buffer.push(times[row] as number, value, second);
    }
  }

  private readOut({ windows, buffer, hash }: BoundLane, asOf: number, emit: (factor: number, value: number) => void) {
    const { slice } = this;
    const { times, ordinals, size } = buffer;
    slice.values = buffer.values;
    slice.second = buffer.second;
    slice.times = times;
    slice.hash = hash;
    for (let w = 0; w < windows.length; w++) {
      const { continues, offsetMs, lengthMs, last, skip, cells } = windows[w] as BoundWindow;
      slice.end = asOf - offsetMs;
      if (!continues) {
        let from = 0;
        while (from < size && ((times[from] as number) > slice.end || (ordinals[from] as number) < skip)) from++;
        slice.restart(from);
        slice.to = from;
      }
      let { to } = slice;
      const oldest = slice.end - lengthMs;
      const stop = skip + last;
      while (to < size && (times[to] as number) > oldest && (ordinals[to] as number) < stop) to++;
      slice.extend(to);
      for (let c = 0; c < cells.length; c++) {
        const { factor, spec, empty, parameters } = cells[c] as BoundCell;
        const value = to === slice.from ? empty : spec.fast(slice, parameters);
        emit(factor, settled(value));
      }
    }
  }
}

/** The first row of [low, high) that happened after the instant. */
function newest(times: Float64Array, { low, high, asOf }: { low: number; high: number; asOf: number }): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((times[middle] as number) <= asOf) from = middle + 1;
    else to = middle;
  }
  return from;
}
