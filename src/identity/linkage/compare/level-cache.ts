const SIZE = 1 << 18;

/** Remembers the levels of pairs of codes (order does not matter); a newer pair takes the place of an older one. */
export class LevelCache {
  private readonly low = new Int32Array(SIZE).fill(-1);
  private readonly high = new Int32Array(SIZE);
  private readonly levels = new Uint8Array(SIZE);

  /** The level of the codes, computed at most once while it stays in place. */
  level(a: number, b: number, compute: (a: number, b: number) => number): number {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 14;
    if (this.low[slot] === low && this.high[slot] === high) return this.levels[slot] as number;
    const level = compute(low, high);
    this.low[slot] = low;
    this.high[slot] = high;
    this.levels[slot] = level;
    return level;
  }
}
