import { Int32Column } from '../../growable.ts';
import { integers, type Chunks } from './chunks.ts';

/** When rows of a source happened, and their places in the log. */
export interface RowOrder {
  readonly occurred: Chunks<Float64Array>;
  readonly positions: Chunks<Float64Array>;
}

/** Steps that a late row is moved down at once; rows later than that wait for the next read of their key. */
const NEAR = 64;

/**
 * The rows of each key of one entity in one source, newest first by (occurred, position): `older[row]` is the next one, -1
 * ends. 4 bytes a row and 8 a key.
 */
export class Chain {
  readonly heads = new Int32Column(-1);
  readonly counts = new Int32Column(0);
  readonly older: Chunks<Int32Array> = integers(-1);
  private readonly order: RowOrder;
  private readonly late = new Map<number, number[]>();

  constructor(order: RowOrder) {
    this.order = order;
  }

  /** The newest row of a key, -1 when it has none; late rows are in place. */
  head(key: number): number {
    if (this.late.size > 0) this.settle(key);
    return this.heads.get(key);
  }

  /** Puts a row among those of its key; returns how many it has now. */
  link(key: number, row: number): number {
    const count = this.counts.get(key) + 1;
    this.counts.set(key, count);
    let [newer, at] = [-1, this.heads.get(key)];
    for (let steps = 0; at >= 0 && this.isAfter(at, row); steps++) {
      if (steps === NEAR) {
        const waiting = this.late.get(key);
        if (waiting === undefined) this.late.set(key, [row]);
        else waiting.push(row);
        return count;
      }
      newer = at;
      at = this.older.get(at);
    }
    this.insert(key, row, { newer, at });
    return count;
  }

  /** Whether a key has a row of this instant and position. */
  has(key: number, occurred: number, position: number): boolean {
    for (let row = this.head(key); row >= 0; row = this.older.get(row)) {
      const there = this.order.occurred.get(row);
      if (there < occurred) return false;
      if (there === occurred && this.order.positions.get(row) === position) return true;
    }
    return false;
  }

  /** Moves rows that `isMoved` from one key to another, in order; returns them. */
  move(from: number, into: number, isMoved: (row: number) => boolean): number[] {
    const moved: number[] = [];
    const kept: number[] = [];
    for (let row = this.head(from); row >= 0; row = this.older.get(row)) (isMoved(row) ? moved : kept).push(row);
    if (moved.length === 0) return moved;
    this.relink(from, kept);
    const own: number[] = [];
    for (let row = this.head(into); row >= 0; row = this.older.get(row)) own.push(row);
    const merged: number[] = [];
    for (let a = 0, b = 0; a < moved.length || b < own.length;) {
      const [x = -1, y = -1] = [moved[a], own[b]];
      const takesMoved = y < 0 || (x >= 0 && this.isAfter(x, y));
      merged.push(takesMoved ? x : y);
      if (takesMoved) a++;
      else b++;
    }
    this.relink(into, merged);
    return moved;
  }

  /** Forgets all rows. */
  clear(): void {
    this.heads.replace(new Int32Array(0));
    this.counts.replace(new Int32Array(0));
    this.late.clear();
  }

  /** Puts all late rows in place. */
  settleAll(): void {
    for (const key of [...this.late.keys()]) this.settle(key);
  }

  bytes(): number {
    return this.older.bytes() + this.heads.values.byteLength + this.counts.values.byteLength;
  }

  private settle(key: number): void {
    const waiting = this.late.get(key);
    if (waiting === undefined) return;
    this.late.delete(key);
    waiting.sort((a, b) => (this.isAfter(a, b) ? -1 : 1));
    let [newer, at] = [-1, this.heads.get(key)];
    for (const row of waiting) {
      while (at >= 0 && this.isAfter(at, row)) {
        newer = at;
        at = this.older.get(at);
      }
      this.insert(key, row, { newer, at });
      newer = row;
    }
  }

  private insert(key: number, row: number, { newer, at }: { newer: number; at: number }): void {
    this.older.set(row, at);
    if (newer < 0) this.heads.set(key, row);
    else this.older.set(newer, row);
  }

  private relink(key: number, rows: readonly number[]): void {
    this.heads.set(key, rows[0] ?? -1);
    this.counts.set(key, rows.length);
    rows.forEach((row, i) => this.older.set(row, rows[i + 1] ?? -1));
  }

  private isAfter(a: number, b: number): boolean {
    const { occurred, positions } = this.order;
    const [x, y] = [occurred.get(a), occurred.get(b)];
    return x > y || (x === y && positions.get(a) > positions.get(b));
  }
}
