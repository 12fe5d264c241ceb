import { hash53 } from '#base';

/** Bytes of a key's hash: at ten million keys the chance of any collision is below 1e-14. */
export const KEY_BYTES = 12;
const WORDS = 3;

/** Days for which an idempotency key is remembered. */
export const KEY_DAYS = 30;

const EMPTY = 0;
const REMOVED = -1;
const FIRST_SLOTS = 1024;

/** The 96-bit hash of a source and key, in `target` from word `at` on. */
export function hashKey(text: string, target: Uint32Array, at = 0): void {
  const a = hash53(text);
  const b = hash53(text, 0x9e3779b9);
  target[at] = a;
  target[at + 1] = b;
  target[at + 2] = (Math.floor(a / 4_294_967_296) << 11) ^ Math.floor(b / 4_294_967_296);
}

/**
 * A tenant's set of hashed keys with the day on which each was recorded; 32 bytes or less a key. Keys older than
 * {@link KEY_DAYS} count as unknown and leave when the table grows.
 */
export class KeySet {
  /** The newest day on which a key was recorded: the set's idea of today. */
  latestDay = 0;
  private words = new Uint32Array(FIRST_SLOTS * WORDS);
  private days = new Int32Array(FIRST_SLOTS);
  private used = 0;

  /** True when the hash was recorded within {@link KEY_DAYS} before `day`. */
  has(hash: Uint32Array, at: number, day: number): boolean {
    const slot = this.find(hash, at);
    return (this.days[slot] as number) > 0 && (this.days[slot] as number) - 1 >= day - KEY_DAYS;
  }

  add(hash: Uint32Array, at: number, day: number): void {
    if ((this.used + 1) * 5 > this.days.length * 3) this.rebuild(Math.max(day, this.latestDay));
    const slot = this.find(hash, at);
    if (this.days[slot] === EMPTY) this.used++;
    if (day > this.latestDay) this.latestDay = day;
    for (let i = 0; i < WORDS; i++) this.words[slot * WORDS + i] = hash[at + i] as number;
    this.days[slot] = day + 1;
  }

  remove(hash: Uint32Array, at: number): void {
    const slot = this.find(hash, at);
    if (this.days[slot] !== EMPTY) this.days[slot] = REMOVED;
  }

  /** The slot of the hash, or the empty one where it would go. Removed slots keep their hash and are found again. */
  private find(hash: Uint32Array, at: number): number {
    const mask = this.days.length - 1;
    const [a, b, c] = [hash[at] as number, hash[at + 1] as number, hash[at + 2] as number];
    for (let slot = (a ^ Math.imul(b, 0x9e3779b1)) & mask; ; slot = (slot + 1) & mask) {
      if (this.days[slot] === EMPTY) return slot;
      const word = slot * WORDS;
      if (this.words[word] === a && this.words[word + 1] === b && this.words[word + 2] === c) return slot;
    }
  }

  private rebuild(day: number): void {
    const { words, days } = this;
    const oldest = day - KEY_DAYS + 1;
    let live = 0;
    for (let slot = 0; slot < days.length; slot++)
      live += (days[slot] as number) >= oldest && (days[slot] as number) > 0 ? 1 : 0;
    let size = FIRST_SLOTS;
    while (size < live * 3) size *= 2;
    this.words = new Uint32Array(size * WORDS);
    this.days = new Int32Array(size);
    this.used = 0;
    for (let slot = 0; slot < days.length; slot++) {
      const recorded = days[slot] as number;
      if (recorded > 0 && recorded >= oldest) this.add(words, slot * WORDS, recorded - 1);
    }
  }
}
