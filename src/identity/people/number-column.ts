/** Typed arrays that a column can be kept in. */
export type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array;

/**
 * A column of typed numbers that grows, `width` of them a row; places that were never written read as 0. `values` changes
 * when it grows, so it is not to be held on to.
 */
export class NumberColumn<T extends Numbers> {
  values: T;
  readonly width: number;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T, width = 1) {
    this.make = make;
    this.width = width;
    this.values = make(64 * width);
  }

  /** Makes room for so many rows. */
  reserve(rows: number): void {
    if (rows * this.width <= this.values.length) return;
    const grown = this.make(Math.max(rows, Math.ceil((this.values.length / this.width) * 1.5)) * this.width);
    grown.set(this.values as never);
    this.values = grown;
  }

  /** The first rows, without slack. */
  trimmed(rows: number): T {
    this.reserve(rows);
    return this.values.slice(0, rows * this.width) as T;
  }

  replace(values: T): void {
    this.values = values;
    this.reserve(64);
  }
}

export const floatColumn = (width = 1): NumberColumn<Float64Array> =>
  new NumberColumn<Float64Array>((length) => new Float64Array(length), width);
export const intColumn = (width = 1): NumberColumn<Int32Array> =>
  new NumberColumn<Int32Array>((length) => new Int32Array(length), width);
export const offsetColumn = (): NumberColumn<Uint32Array> =>
  new NumberColumn<Uint32Array>((length) => new Uint32Array(length));
export const byteColumn = (): NumberColumn<Uint8Array> =>
  new NumberColumn<Uint8Array>((length) => new Uint8Array(length));
