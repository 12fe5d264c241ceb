/** Gives every text a small number, in order of first sight. */
export class Interner {
  private readonly codes = new Map<string, number>();
  private readonly texts: string[] = [];

  /** The number of the text, new when it was not seen before. */
  code(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.codes.set(text, code);
    this.texts.push(text);
    return code;
  }

  /** The number of the text, or -1. */
  find(text: string): number {
    return this.codes.get(text) ?? -1;
  }

  /** All texts in order of their numbers. */
  list(): readonly string[] {
    return this.texts;
  }

  static from(texts: readonly string[]): Interner {
    const interner = new Interner();
    for (const text of texts) interner.code(text);
    return interner;
  }
}
