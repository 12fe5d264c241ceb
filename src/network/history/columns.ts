type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** A typed column that grows by half; places beyond its end read as 0. */
export class GrowingColumn<T extends Numbers> {
  length = 0;
  private values: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.values = make(64);
  }

  get(place: number): number {
    return this.values[place] ?? 0;
  }

  push(value: number): void {
    this.set(this.length, value);
  }

  set(place: number, value: number): void {
    if (place >= this.values.length) {
      const next = this.make(Math.max(place + 1, Math.ceil(1.5 * this.values.length)));
      next.set(this.values as never);
      this.values = next;
    }
    this.values[place] = value;
    if (place >= this.length) this.length = place + 1;
  }

  get bytes(): number {
    return this.values.byteLength;
  }

  /** The values as they lie, without slack. */
  used(): T {
    return this.values.slice(0, this.length) as T;
  }

  /** Takes over an array as the whole content. */
  replace(values: T): void {
    this.length = values.length;
    this.values = values;
  }
}

export const bytes = (): GrowingColumn<Uint8Array> => new GrowingColumn((length) => new Uint8Array(length));
export const words = (): GrowingColumn<Uint32Array> => new GrowingColumn((length) => new Uint32Array(length));
export const integers = (): GrowingColumn<Int32Array> => new GrowingColumn((length) => new Int32Array(length));
export const doubles = (): GrowingColumn<Float64Array> => new GrowingColumn((length) => new Float64Array(length));
