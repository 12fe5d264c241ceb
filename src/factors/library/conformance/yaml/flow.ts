import { plainScalar, quotedScalar, type Yaml } from './scalar.ts';
import { yamlError } from './yaml-error.ts';

/** Reads a flow list or map: `[1, "a", {b: c}]`. */
export class FlowReader {
  private at = 0;
  private readonly text: string;
  private readonly line: number;

  constructor(text: string, line: number) {
    this.text = text;
    this.line = line;
  }

  read(): Yaml {
    this.space();
    const letter = this.text[this.at];
    if (letter === '[') return this.list();
    if (letter === '{') return this.map();
    if (letter === '"' || letter === "'") return this.quoted();
    return plainScalar(this.plain());
  }

  /** True when nothing but a comment follows. */
  isDone(): boolean {
    this.space();
    return this.at >= this.text.length;
  }

  private list(): Yaml[] {
    const items: Yaml[] = [];
    this.at++;
    while (!this.closes(']')) {
      items.push(this.read());
      this.comma(']');
    }
    return items;
  }

  private map(): { [key: string]: Yaml } {
    const fields: { [key: string]: Yaml } = {};
    this.at++;
    while (!this.closes('}')) {
      const key = this.text[this.at] === '"' || this.text[this.at] === "'" ? this.quoted() : this.plain(true);
      this.space();
      if (this.text[this.at] === ':') {
        this.at++;
        fields[String(key)] = this.read();
      } else fields[String(key)] = null;
      this.comma('}');
    }
    return fields;
  }

  private quoted(): string {
    const found = quotedScalar(this.text, this.at);
    if (found === undefined) throw yamlError(this.line, 'a quote does not close');
    this.at = found.next;
    return found.value;
  }

  private plain(isKey = false): string {
    const from = this.at;
    while (this.at < this.text.length && !/[,[\]{}]/.test(this.text[this.at] as string)) {
      if (this.text[this.at] === ':' && (isKey || /[\s,}]/.test(this.text[this.at + 1] ?? ' '))) break;
      if (this.text[this.at] === '#' && /\s/.test(this.text[this.at - 1] ?? '')) break;
      this.at++;
    }
    return this.text
      .slice(from, this.at)
      .trim()
      .replaceAll(/\s*\n\s*/g, ' ');
  }

  private closes(bracket: string): boolean {
    this.space();
    if (this.at >= this.text.length) throw yamlError(this.line, `"${bracket}" is missing`);
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    return true;
  }

  private comma(bracket: string): void {
    this.space();
    if (this.text[this.at] === ',') this.at++;
    else if (this.text[this.at] !== bracket)
      throw yamlError(this.line, `"${this.text[this.at] ?? 'the end'}" stands where a comma should`);
  }

  private space(): void {
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? '')) this.at++;
      if (this.text[this.at] !== '#') return;
      while (this.at < this.text.length && this.text[this.at] !== '\n') this.at++;
    }
  }
}
