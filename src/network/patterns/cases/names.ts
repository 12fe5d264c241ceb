/** Numbers for names of one kind, and back. */
export class Names {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  get size(): number {
    return this.texts.length;
  }

  intern(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.texts.length;
    this.numbers.set(name, number);
    this.texts.push(name);
    return number;
  }

  nameOf(number: number): string {
    return this.texts[number] ?? '';
  }
}

/** No such thing was told. */
export const NONE = -1;
