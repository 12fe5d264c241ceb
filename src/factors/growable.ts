/** A Float64Array that grows: amortised constant-time append, 8 bytes a value. */
export class Float64Column {
  values: Float64Array = new Float64Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.values = grown(this.values, new Float64Array(this.length * 2));
    this.values[this.length++] = value;
  }

  /** The values without slack. */
  trimmed(): Float64Array {
    return this.values.slice(0, this.length);
  }

  /** Takes over an array as the whole content. */
  replace(values: Float64Array): void {
    this.values = values.length > 0 ? values : new Float64Array(64);
    this.length = values.length;
  }
}

/** An Int32Array that grows; new places read as `fill`. */
export class Int32Column {
  values: Int32Array;
  length = 0;
  private readonly fill: number;

  constructor(fill = 0) {
    this.fill = fill;
    this.values = new Int32Array(64).fill(fill);
  }

  push(value: number): void {
    this.set(this.length, value);
  }

  get(index: number): number {
    return index < this.length ? (this.values[index] ?? this.fill) : this.fill;
  }

  set(index: number, value: number): void {
    if (index >= this.values.length) {
      const size = Math.max(index + 1, this.values.length * 2, 64);
      this.values = grown(this.values, new Int32Array(size).fill(this.fill));
    }
    this.values[index] = value;
    if (index >= this.length) this.length = index + 1;
  }

  trimmed(): Int32Array {
    return this.values.slice(0, this.length);
  }

  /** Takes over an array as the whole content. */
  replace(values: Int32Array): void {
    this.values = values.length > 0 ? values : new Int32Array(64).fill(this.fill);
    this.length = values.length;
  }
}

function grown<T extends Float64Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
