/** A list of whole numbers that grows. */
export class IntList {
  private buffer = new Int32Array(1 << 12);
  length = 0;

  push(value: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Int32Array(this.buffer.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = value;
  }

  values(): Int32Array {
    return this.buffer.slice(0, this.length);
  }
}

/** A list of doubles that grows. */
export class DoubleList {
  private buffer = new Float64Array(1 << 12);
  length = 0;

  push(value: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Float64Array(this.buffer.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = value;
  }

  values(): Float64Array {
    return this.buffer.slice(0, this.length);
  }
}
