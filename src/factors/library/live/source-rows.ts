import { Chain, type RowOrder } from './chain.ts';
import { doubles, type Chunks } from './chunks.ts';
import type { FieldColumn } from './field-column.ts';
import type { FieldSpace } from './field-space.ts';

/** A field in one source: its column, and its chain when it is an entity. */
export interface Slot {
  readonly field: FieldSpace;
  readonly column: FieldColumn;
  chain: Chain | undefined;
}

/** The events of one kind: instants, places in the log, a column a field, and the rows of each key linked. */
export class SourceRows implements RowOrder {
  readonly name: string;
  rows = 0;
  readonly occurred: Chunks<Float64Array> = doubles();
  readonly recorded: Chunks<Float64Array> = doubles();
  readonly positions: Chunks<Float64Array> = doubles();
  readonly slots = new Map<string, Slot>();
  /** All rows under one key; made when a factor asks for it. */
  everyone: Chain | undefined;
  /** Whether positions came in ascending order so far. */
  isAscending = true;
  last = -Infinity;

  constructor(name: string) {
    this.name = name;
  }

  begin(occurred: number, recorded: number, position: number): number {
    const row = this.rows++;
    this.occurred.set(row, occurred);
    this.recorded.set(row, recorded);
    this.positions.set(row, position);
    if (position > this.last) this.last = position;
    else this.isAscending = false;
    return row;
  }

  /** The row at a position, -1 when there is none; only while positions ascend. */
  rowAt(position: number): number {
    let [low, high] = [0, this.rows];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.positions.get(middle) < position) low = middle + 1;
      else high = middle;
    }
    return low < this.rows && this.positions.get(low) === position ? low : -1;
  }

  /** The chain of all rows. */
  ofEveryone(): Chain {
    if (this.everyone !== undefined) return this.everyone;
    const chain = new Chain(this);
    for (let row = 0; row < this.rows; row++) chain.link(0, row);
    this.everyone = chain;
    return chain;
  }

  /** The chain of an entity's keys, made from the column when there is none yet. */
  chainOf(slot: Slot): Chain {
    if (slot.chain !== undefined) return slot.chain;
    const chain = new Chain(this);
    for (let row = 0; row < this.rows; row++) {
      const key = slot.column.get(row);
      if (key === key) chain.link(key, row);
    }
    slot.chain = chain;
    return chain;
  }

  /** Forgets all rows; columns and chains stay. */
  clear(): void {
    for (const { column, chain } of this.slots.values()) {
      column.clear(this.rows);
      chain?.clear();
    }
    this.everyone = undefined;
    this.rows = 0;
    this.last = -Infinity;
    this.isAscending = true;
  }

  bytes(): number {
    let bytes = this.occurred.bytes() + this.recorded.bytes() + this.positions.bytes() + (this.everyone?.bytes() ?? 0);
    for (const { column, chain } of this.slots.values()) bytes += column.bytes() + (chain?.bytes() ?? 0);
    return bytes;
  }
}
