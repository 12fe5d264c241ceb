/** Numbers the combinations of levels that occur; EM then works on some hundred patterns in place of millions of pairs. */
export class PatternIndex {
  private next: Int32Array;
  private nodes = 1;
  private readonly depth: number;
  private readonly width: number;
  private readonly found: number[] = [];

  /** @param sizes - levels of each comparison */
  constructor(sizes: readonly number[]) {
    this.depth = sizes.length;
    this.width = Math.max(...sizes);
    this.next = new Int32Array(this.width * 1024);
  }

  /** How many different patterns were seen. */
  get size(): number {
    return this.found.length / this.depth;
  }

  /** The number of the pattern at a place of `levels`, counted from 0 in the order of first appearance. */
  of(levels: Uint8Array, from: number): number {
    let node = 0;
    for (let k = 0; k < this.depth - 1; k++) {
      const at = node * this.width + (levels[from + k] as number);
      let following = this.next[at] as number;
      if (following === 0) following = this.next[at] = this.grow();
      node = following;
    }
    const at = node * this.width + (levels[from + this.depth - 1] as number);
    const number = this.next[at] as number;
    if (number !== 0) return number - 1;
    for (let k = 0; k < this.depth; k++) this.found.push(levels[from + k] as number);
    return (this.next[at] = this.size) - 1;
  }

  /** Level of comparison k in every pattern, pattern after pattern. */
  levels(): Uint8Array {
    return Uint8Array.from(this.found);
  }

  private grow(): number {
    if ((this.nodes + 1) * this.width > this.next.length) {
      const larger = new Int32Array(this.next.length * 2);
      larger.set(this.next);
      this.next = larger;
    }
    return this.nodes++;
  }
}
