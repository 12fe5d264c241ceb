/** Gives every text a small number, in order of first sight. */
export class Interner {
  private readonly texts: string[];
  /** Made when it is first asked: a start that restores a hundred thousand texts answers before it needs them. */
  private index: Map<string, number> | undefined;

  constructor(texts: string[] = []) {
    this.texts = texts;
  }

  /** The number of the text, new when it was not seen before. */
  code(text: string): number {
    const codes = this.codes();
    const known = codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    codes.set(text, code);
    this.texts.push(text);
    return code;
  }

  /** The number of the text, or -1. */
  find(text: string): number {
    return this.codes().get(text) ?? -1;
  }

  /** All texts in order of their numbers. */
  list(): readonly string[] {
    return this.texts;
  }

  /** From texts that differ, in order of their numbers. */
  static from(texts: readonly string[]): Interner {
    return new Interner([...texts]);
  }

  private codes(): Map<string, number> {
    if (this.index !== undefined) return this.index;
    const made = new Map<string, number>();
    for (let code = 0; code < this.texts.length; code++) made.set(this.texts[code] as string, code);
    return (this.index = made);
  }
}
