const SHIFT = 14;
/** Rows in a chunk. */
export const CHUNK_ROWS = 1 << SHIFT;
const MASK = CHUNK_ROWS - 1;

/**
 * A column that grows by chunks: nothing is copied but the first, small one, so an append never waits for a big copy and
 * little is kept in reserve. Places that were never set read as `fill`.
 */
export class Chunks<T extends Float64Array | Int32Array> {
  readonly chunks: T[] = [];
  readonly make: (length: number) => T;
  private readonly fill: number;

  constructor(make: (length: number) => T, fill: number) {
    this.make = make;
    this.fill = fill;
  }

  get(row: number): number {
    const chunk = this.chunks[row >> SHIFT];
    const place = row & MASK;
    return chunk === undefined || place >= chunk.length ? this.fill : (chunk[place] as number);
  }

  set(row: number, value: number): void {
    let chunk = this.chunks[row >> SHIFT];
    const place = row & MASK;
    if (chunk === undefined || place >= chunk.length) chunk = this.grow(row >> SHIFT, place);
    chunk[place] = value;
  }

  /** Makes the first rows what they were before they were set. */
  clear(rows: number): void {
    for (let c = 0; c << SHIFT < rows; c++) this.chunks[c]?.fill(this.fill, 0, rows - (c << SHIFT));
  }

  bytes(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  }

  private grow(index: number, place: number): T {
    // Chunks without a value stay empty.
    while (this.chunks.length < index) this.chunks.push(this.make(0));
    let length = index === 0 ? 64 : CHUNK_ROWS;
    while (length <= place) length *= 2;
    const made = this.filled(length);
    const old = this.chunks[index];
    if (old !== undefined) made.set(old);
    this.chunks[index] = made;
    return made;
  }

  private filled(length: number): T {
    const made = this.make(length);
    if (this.fill !== 0) made.fill(this.fill);
    return made;
  }
}

/** Doubles; missing where never set. */
export const doubles = (): Chunks<Float64Array> => new Chunks((length) => new Float64Array(length), NaN);

/** Whole numbers of 32 bits. */
export const integers = (fill: number): Chunks<Int32Array> => new Chunks((length) => new Int32Array(length), fill);
