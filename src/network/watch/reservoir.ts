/** One of many that a day showed, with the hash that decides whether it is kept. */
export interface Drawn {
  readonly hash: number;
}

/**
 * Keeps so many of what a day shows, those with the smallest hashes: a fair sample whatever comes, in whatever order, the same after
 * a restart. Up to twice as many are held until they are cut.
 */
export class Reservoir<T extends Drawn> {
  private readonly limit: number;
  private held: T[];
  /** Hashes from this on are not kept. */
  private bound = Infinity;

  constructor(limit: number, items: readonly T[] = []) {
    this.limit = limit;
    this.held = [...items];
  }

  /** Whether something with this hash would be kept as things are. */
  wants(hash: number): boolean {
    return hash < this.bound;
  }

  add(item: T): void {
    this.held.push(item);
    if (this.held.length > 2 * this.limit) this.cut();
  }

  /** All that is held at this moment: of those, {@link sample} keeps the first by hash. */
  get items(): readonly T[] {
    return this.held;
  }

  /** What is kept, by hash. */
  sample(): readonly T[] {
    this.cut();
    return this.held;
  }

  private cut(): void {
    this.held.sort((a, b) => a.hash - b.hash);
    if (this.held.length <= this.limit) return;
    this.held.length = this.limit;
    this.bound = (this.held.at(-1) as T).hash;
  }
}

/** A hash of 32 bits of a day and two numbers (the finaliser of MurmurHash3, Appleby). */
export function dayHash(day: number, a: number, b = 0): number {
  return mixed(mixed(mixed(day + 0x9e3779b9) + a) + b) >>> 0;
}

function mixed(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
