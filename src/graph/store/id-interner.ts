import { TallyError } from '#base';

/** Above this load the table doubles. */
const LOAD = 0.6;
const NUMBER = 0x9e37_79b9;

export interface InternerOptions {
  /**
   * Keeps 32 more bits of every text, from another hash (4 bytes a name): texts that share a fingerprint are told apart and
   * counted in `collisions`. Without it they are one node.
   */
  readonly isChecked?: boolean;
  /** Bits of a fingerprint, 64; fewer to try out collisions. */
  readonly bits?: number;
}

/**
 * Numbers names 0, 1, 2 ... as they come. A name is kept as 64 bits: whole numbers below 2^32 (also as texts, "17") as themselves,
 * other texts as a fingerprint: among 2 thousand million names some 0.1 pairs are expected to share one and would be one node.
 * Open addressing in typed arrays: 8 bytes a name and 4 a slot.
 */
export class IdInterner {
  private slots: Uint32Array;
  private low: Uint32Array;
  private high: Uint32Array;
  private mask: number;
  private count = 0;
  private hashLow = 0;
  private hashHigh = 0;
  private hashCheck = 0;
  private checks: Uint32Array | undefined;
  private readonly bits: number;
  private met = 0;

  constructor(expected = 1024, { isChecked = false, bits = 64 }: InternerOptions = {}) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(16, expected / LOAD)));
    this.slots = new Uint32Array(room);
    this.mask = room - 1;
    this.low = new Uint32Array(Math.max(16, expected));
    this.high = new Uint32Array(Math.max(16, expected));
    this.checks = isChecked ? new Uint32Array(Math.max(16, expected)) : undefined;
    this.bits = bits;
  }

  get size(): number {
    return this.count;
  }

  get bytes(): number {
    const { slots, low, high, checks } = this;
    return slots.byteLength + low.byteLength + high.byteLength + (checks?.byteLength ?? 0);
  }

  /** Names whose fingerprint another name had before; counted when names are checked. */
  get collisions(): number {
    return this.met;
  }

  /** The number of a name, new or known. */
  intern(name: string | number): number {
    this.fingerprint(name);
    const slot = this.slotOf(this.hashLow, this.hashHigh, this.hashCheck);
    const known = this.slots[slot] as number;
    if (known !== 0) return known - 1;
    if (this.checks !== undefined && this.isTaken(slot)) this.met++;
    if (this.count === this.low.length) this.lengthen();
    const node = this.count++;
    this.low[node] = this.hashLow;
    this.high[node] = this.hashHigh;
    if (this.checks !== undefined) this.checks[node] = this.hashCheck;
    this.slots[slot] = node + 1;
    if (this.count > LOAD * this.slots.length) this.widen();
    return node;
  }

  /** The number of a name that is known. */
  find(name: string | number): number | undefined {
    this.fingerprint(name);
    const known = this.slots[this.slotOf(this.hashLow, this.hashHigh, this.hashCheck)] as number;
    return known === 0 ? undefined : known - 1;
  }

  private slotOf(low: number, high: number, check: number): number {
    for (let slot = this.firstSlot(low, high); ; slot = (slot + 1) & this.mask) {
      const node = this.slots[slot] as number;
      if (node === 0) return slot;
      if (this.low[node - 1] !== low || this.high[node - 1] !== high) continue;
      if (this.checks === undefined || this.checks[node - 1] === check) return slot;
    }
  }

  /** Whether a name with this fingerprint stands before an empty slot. */
  private isTaken(empty: number): boolean {
    for (let slot = this.firstSlot(this.hashLow, this.hashHigh); slot !== empty; slot = (slot + 1) & this.mask) {
      const node = (this.slots[slot] as number) - 1;
      if (this.low[node] === this.hashLow && this.high[node] === this.hashHigh) return true;
    }
    return false;
  }

  private firstSlot(low: number, high: number): number {
    const slot = (Math.imul(low, 0x85eb_ca6b) ^ Math.imul(high, 0xc2b2_ae35)) >>> 0;
    return (slot ^ (slot >>> 15)) & this.mask;
  }

  private fingerprint(name: string | number): void {
    const whole = typeof name === 'number' ? name : wholeNumber(name);
    if (whole >= 0 && whole <= 0xffff_ffff && Number.isInteger(whole)) {
      this.hashLow = whole >>> 0;
      this.hashHigh = NUMBER;
      this.hashCheck = 0;
      return;
    }
    if (Number.isNaN(name)) {
      throw new TallyError('GRAPH_NODE', 'a node is named NaN', { hint: 'leave out edges without an end' });
    }
    this.hashText(String(name));
  }

  private hashText(text: string): void {
    let [a, b] = [0x2545_f491 ^ text.length, 0x6c07_8965];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0xcc9e_2d51);
      a ^= a >>> 15;
      b = Math.imul((b << 7) ^ (b >>> 25) ^ code, 0x1b87_3593);
    }
    a = Math.imul(a ^ (b >>> 13), 0x85eb_ca6b);
    b = Math.imul(b ^ (a >>> 16), 0xc2b2_ae35);
    this.hashLow = (a ^ (a >>> 13)) >>> 0;
    this.hashHigh = (b ^ (b >>> 16)) >>> 0;
    if (this.checks !== undefined) this.hashCheck = checkOf(text);
    if (this.bits < 64) {
      this.hashLow &= 2 ** Math.min(this.bits, 31) - 1;
      this.hashHigh = 0;
    }
    // That word is the mark of numbers.
    if (this.hashHigh === NUMBER) this.hashHigh = NUMBER + 1;
  }

  private lengthen(): void {
    const room = Math.ceil(1.5 * this.count);
    const [low, high] = [new Uint32Array(room), new Uint32Array(room)];
    low.set(this.low);
    high.set(this.high);
    this.low = low;
    this.high = high;
    if (this.checks === undefined) return;
    const checks = new Uint32Array(room);
    checks.set(this.checks);
    this.checks = checks;
  }

  private widen(): void {
    this.slots = new Uint32Array(2 * this.slots.length);
    this.mask = this.slots.length - 1;
    for (let node = 0; node < this.count; node++) {
      const check = this.checks?.[node] ?? 0;
      this.slots[this.slotOf(this.low[node] as number, this.high[node] as number, check)] = node + 1;
    }
  }
}

/** FNV-1a: shares nothing with the fingerprint. */
function checkOf(text: string): number {
  let sum = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x0100_0193);
  return (sum ^ (sum >>> 16)) >>> 0;
}

/** A text that is the one way to write a whole number below 2^32; otherwise -1. */
function wholeNumber(text: string): number {
  if (text.length === 0 || text.length > 10) return -1;
  if (text.charCodeAt(0) === 48) return text.length === 1 ? 0 : -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value;
}
