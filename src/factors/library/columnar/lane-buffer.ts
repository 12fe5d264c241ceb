/** The rows of one lane for one label, newest first; kept between labels, so that nothing is allocated per label. */
export class LaneBuffer {
  values = new Float64Array(64);
  second = new Float64Array(64);
  times = new Float64Array(64);
  /** How many rows of the lane are newer, those without a value included. */
  ordinals = new Int32Array(64);
  size = 0;
  seen = 0;

  clear(): void {
    this.size = 0;
    this.seen = 0;
  }

  push(t: number, value: number, second: number): void {
    const ordinal = this.seen++;
    if (value !== value || second !== second) return;
    const at = this.size++;
    if (at === this.times.length) this.grow();
    this.values[at] = value;
    this.second[at] = second;
    this.times[at] = t;
    this.ordinals[at] = ordinal;
  }

  private grow(): void {
    const size = 2 * this.times.length;
    const copy = <T extends Float64Array | Int32Array>(into: T, from: T): T => (into.set(from), into);
    this.values = copy(new Float64Array(size), this.values);
    this.second = copy(new Float64Array(size), this.second);
    this.times = copy(new Float64Array(size), this.times);
    this.ordinals = copy(new Int32Array(size), this.ordinals);
  }
}
