/** Names as they lie in memory, for files. */
export interface NamesImage {
  /** UTF-16 code units of all texts, one after the other. */
  readonly units: Uint16Array;
  /** Where each text begins; a whole number n as -1 - n. */
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
}

const EMPTY = -1;

/**
 * Keys and texts with a small number each, in order of first sight. A whole number and its text are one name. All of it lies in
 * typed arrays: millions of names cost the garbage collector nothing, and a file takes them as they are.
 */
export class Names {
  size = 0;
  /** Codes of small whole numbers, a place each: dense keys need no text. */
  private whole = new Int32Array(64).fill(EMPTY);
  private units: Uint16Array = new Uint16Array(256);
  private used = 0;
  private starts = new Int32Array(64);
  private lengths = new Int32Array(64);
  private hashes = new Int32Array(64);
  /** Codes of texts by hash, open addressing, at most half full. */
  private table = new Int32Array(128).fill(EMPTY);
  private inTable = 0;

  /** The number of a name, a new one when it is new. */
  code(name: string | number): number {
    const known = this.find(name);
    if (known >= 0) return known;
    const place = wholeOf(name);
    // Sparse numbers, such as telephone numbers, are texts: a place each would cost more.
    if (place >= 0 && place < 4 * (this.size + 256)) return this.addWhole(place);
    return this.addText(String(name));
  }

  /** The number of a name, or -1. */
  find(name: string | number): number {
    const place = wholeOf(name);
    if (place >= 0 && place < this.whole.length) {
      const code = this.whole[place] as number;
      if (code >= 0) return code;
    }
    return this.inTable === 0 ? EMPTY : this.findText(typeof name === 'string' ? name : String(name));
  }

  /** The name of a number, as text. */
  text(code: number): string {
    if (code >= this.size) return '';
    const start = this.starts[code] as number;
    if (start < 0) return String(-1 - start);
    const { buffer } = this.units;
    return Buffer.from(buffer, 2 * start, 2 * (this.lengths[code] as number)).toString('utf16le');
  }

  image(): NamesImage {
    const { units, used, starts, lengths, size } = this;
    return { units: units.subarray(0, used), starts: starts.subarray(0, size), lengths: lengths.subarray(0, size) };
  }

  /** Takes the names of an image over, into names that are empty. */
  restore({ units, starts, lengths }: NamesImage): void {
    this.units = units.length > 0 ? units : this.units;
    this.used = units.length;
    this.reserve(starts.length);
    this.starts.set(starts);
    this.lengths.set(lengths);
    for (let code = 0; code < starts.length; code++) {
      const start = starts[code] as number;
      this.size = code + 1;
      if (start < 0) this.placeWhole(-1 - start, code);
      else this.enter(code, hashUnits(units, start, lengths[code] as number));
    }
  }

  bytes(): number {
    const arrays = [this.whole, this.units, this.starts, this.lengths, this.hashes, this.table];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  private findText(text: string): number {
    const hash = hashText(text);
    const mask = this.table.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const code = this.table[at] as number;
      if (code === EMPTY || (this.hashes[code] === hash && this.isText(code, text))) return code;
    }
  }

  private isText(code: number, text: string): boolean {
    if (this.lengths[code] !== text.length) return false;
    const start = this.starts[code] as number;
    for (let i = 0; i < text.length; i++) if (this.units[start + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  private addWhole(place: number): number {
    const code = this.size++;
    this.reserve(this.size);
    this.starts[code] = -1 - place;
    this.placeWhole(place, code);
    return code;
  }

  private placeWhole(place: number, code: number): void {
    if (place >= this.whole.length) {
      const wider = new Int32Array(Math.max(place + 1, 2 * this.whole.length)).fill(EMPTY);
      wider.set(this.whole);
      this.whole = wider;
    }
    this.whole[place] = code;
  }

  private addText(text: string): number {
    const code = this.size++;
    this.reserve(this.size);
    if (this.used + text.length > this.units.length) {
      const wider = new Uint16Array(Math.max(this.used + text.length, 2 * this.units.length));
      wider.set(this.units);
      this.units = wider;
    }
    for (let i = 0; i < text.length; i++) this.units[this.used + i] = text.charCodeAt(i);
    this.starts[code] = this.used;
    this.lengths[code] = text.length;
    this.used += text.length;
    this.enter(code, hashText(text));
    return code;
  }

  private enter(code: number, hash: number): void {
    this.hashes[code] = hash;
    if (2 * ++this.inTable > this.table.length) {
      this.table = new Int32Array(2 * this.table.length).fill(EMPTY);
      for (let other = 0; other < code; other++) if ((this.starts[other] as number) >= 0) this.put(other);
    }
    this.put(code);
  }

  private put(code: number): void {
    const mask = this.table.length - 1;
    let at = (this.hashes[code] as number) & mask;
    while (this.table[at] !== EMPTY) at = (at + 1) & mask;
    this.table[at] = code;
  }

  private reserve(size: number): void {
    if (size <= this.starts.length) return;
    const length = Math.max(size, 2 * this.starts.length);
    const wider = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const into = new Int32Array(length);
      into.set(from);
      return into;
    };
    this.starts = wider(this.starts);
    this.lengths = wider(this.lengths);
    this.hashes = wider(this.hashes);
  }
}

/* FNV-1a over code units, then the finaliser of MurmurHash3, so that the low bits depend on all of them. */
const SEED = 0x811c9dc5 | 0;

function hashText(text: string): number {
  let hash = SEED;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return mixed(hash);
}

function hashUnits(units: Uint16Array, start: number, length: number): number {
  let hash = SEED;
  for (let i = start; i < start + length; i++) hash = Math.imul(hash ^ (units[i] as number), 16_777_619);
  return mixed(hash);
}

function mixed(hash: number): number {
  let mix = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}

/** A whole number that is written in one way only, else -1. */
function wholeOf(name: string | number): number {
  if (typeof name === 'number') return name >= 0 && name <= 0x3fffffff && Number.isInteger(name) ? name : EMPTY;
  if (name.length === 0 || name.length > 9) return EMPTY;
  let value = 0;
  for (let i = 0; i < name.length; i++) {
    const digit = name.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return EMPTY;
    value = 10 * value + digit;
  }
  return name.length > 1 && name.charCodeAt(0) === 48 ? EMPTY : value;
}
