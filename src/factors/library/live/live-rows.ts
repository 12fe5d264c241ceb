import type { WalkRows } from '../columnar/walk-rows.ts';

/** One event's part in a walk. */
export interface LiveRow {
  readonly time: number;
  readonly recorded: number;
  readonly position: number;
  readonly masks: Int32Array;
  readonly values: Float64Array;
}

/** The rows of one key, oldest first, in columns that grow. */
export class LiveRows implements WalkRows {
  times = new Float64Array(4);
  recorded = new Float64Array(4);
  positions = new Int32Array(4);
  masks: Int32Array[];
  values: Float64Array[];
  size = 0;

  constructor(words: number, values: number) {
    this.masks = Array.from({ length: words }, () => new Int32Array(4));
    this.values = Array.from({ length: values }, () => new Float64Array(4));
  }

  /** Puts a row where it belongs by (time, position): late events move newer ones. */
  insert(row: LiveRow): void {
    if (this.size === this.times.length) this.grow();
    let at = this.size;
    while (at > 0 && this.isAfter(at - 1, row)) at--;
    if (at < this.size) this.shift(at);
    this.times[at] = row.time;
    this.recorded[at] = row.recorded;
    this.positions[at] = row.position;
    for (let w = 0; w < this.masks.length; w++) (this.masks[w] as Int32Array)[at] = row.masks[w] as number;
    for (let v = 0; v < this.values.length; v++) (this.values[v] as Float64Array)[at] = row.values[v] as number;
    this.size++;
  }

  /** Bytes of its columns, the room to grow included. */
  bytes(): number {
    return this.times.length * (20 + 4 * this.masks.length + 8 * this.values.length);
  }

  private isAfter(at: number, { time, position }: LiveRow): boolean {
    const here = this.times[at] as number;
    return here > time || (here === time && (this.positions[at] as number) > position);
  }

  private shift(at: number): void {
    for (const column of this.columns()) column.copyWithin(at + 1, at, this.size);
  }

  private columns(): (Float64Array | Int32Array)[] {
    return [this.times, this.recorded, this.positions, ...this.masks, ...this.values];
  }

  private grow(): void {
    const double = <T extends Float64Array | Int32Array>(into: T, from: T): T => (into.set(from), into);
    const length = 2 * this.times.length;
    this.times = double(new Float64Array(length), this.times);
    this.recorded = double(new Float64Array(length), this.recorded);
    this.positions = double(new Int32Array(length), this.positions);
    this.masks = this.masks.map((mask) => double(new Int32Array(length), mask));
    this.values = this.values.map((values) => double(new Float64Array(length), values));
  }
}
