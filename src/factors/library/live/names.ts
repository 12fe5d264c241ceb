/** Keys and texts with a small number each, in order of first sight. A whole number and its text are one name. */
export class Names {
  private readonly texts = new Map<string, number>();
  /** Codes of small whole numbers, a place each: dense keys need no text. -1 where there is none. */
  private whole = new Int32Array(64).fill(-1);
  private readonly all: (string | number)[] = [];

  get size(): number {
    return this.all.length;
  }

  /** The number of a name, a new one when it is new. */
  code(name: string | number): number {
    const known = this.find(name);
    if (known >= 0) return known;
    const code = this.all.length;
    const place = wholeOf(name);
    // Sparse numbers, such as telephone numbers, are texts: a place each would cost more.
    if (place >= 0 && place < 4 * (code + 256)) {
      if (place >= this.whole.length) this.grow(place);
      this.whole[place] = code;
      this.all.push(place);
    } else {
      this.texts.set(String(name), code);
      this.all.push(String(name));
    }
    return code;
  }

  /** The number of a name, or -1. */
  find(name: string | number): number {
    const place = wholeOf(name);
    if (place >= 0 && place < this.whole.length) {
      const code = this.whole[place] as number;
      if (code >= 0) return code;
    }
    return this.texts.get(typeof name === 'string' ? name : String(name)) ?? -1;
  }

  /** The name of a number, as text. */
  text(code: number): string {
    return String(this.all[code] ?? '');
  }

  /** All names from one on, in order of their numbers. */
  list(from = 0, to = this.all.length): readonly (string | number)[] {
    return this.all.slice(from, to);
  }

  /** Bytes, about: texts with their entry of the map, numbers with their place. */
  bytes(): number {
    return 8 * this.all.length + 4 * this.whole.length + 96 * this.texts.size;
  }

  private grow(place: number): void {
    const wider = new Int32Array(Math.max(place + 1, 2 * this.whole.length)).fill(-1);
    wider.set(this.whole);
    this.whole = wider;
  }
}

/** A whole number that is written in one way only, else -1. */
function wholeOf(name: string | number): number {
  if (typeof name === 'number') return name >= 0 && name <= 0x7fffffff && Number.isInteger(name) ? name : -1;
  if (name.length === 0 || name.length > 9) return -1;
  let value = 0;
  for (let i = 0; i < name.length; i++) {
    const digit = name.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return name.length > 1 && name.charCodeAt(0) === 48 ? -1 : value;
}
