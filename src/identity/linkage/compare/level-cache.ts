const SIZE = 1 << 18;

/** Remembers the levels of pairs of codes (order does not matter); a newer pair takes the place of an older one. */
export class LevelCache {
  /** Smaller code, then larger code times 16 plus level: side by side, so that a look touches one place of memory. */
  private readonly places = new Int32Array(2 * SIZE).fill(-1);

  /** The level of the codes, computed at most once while it stays in place. */
  level(a: number, b: number, compute: (a: number, b: number) => number): number {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const at = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 14) << 1;
    const held = this.places[at + 1] as number;
    if (this.places[at] === low && held >> 4 === high) return held & 15;
    const level = compute(low, high);
    this.places[at] = low;
    this.places[at + 1] = (high << 4) | level;
    return level;
  }
}
