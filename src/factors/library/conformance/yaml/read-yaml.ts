import { FlowReader } from './flow.ts';
import { plainScalar, quotedScalar, type Yaml } from './scalar.ts';
import { yamlError } from './yaml-error.ts';

/**
 * Reads the part of YAML that case files use: block and flow lists and maps, plain, quoted and block texts, comments.
 * Anchors, tags and several documents are refused.
 *
 * @throws TallyError `FACTORS_YAML` with the line.
 */
export function readYaml(text: string): Yaml {
  const reader = new BlockReader(text.replaceAll('\r\n', '\n').split('\n'));
  const value = reader.node(0);
  reader.finish();
  return value;
}

const KEY =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?|[^\s"'[\]{}#][^:#]*?)\s*:(?=\s|$)/;

class BlockReader {
  private at = 0;
  private readonly lines: string[];

  constructor(lines: string[]) {
    this.lines = lines;
  }

  /** Reads the value whose lines are indented by at least `least`. */
  node(least: number): Yaml {
    const line = this.peek();
    if (line === undefined || indentOf(line) < least) return null;
    const body = line.trimStart();
    if (isItem(body)) return this.list(indentOf(line));
    if (KEY.test(body)) return this.map(indentOf(line));
    this.at++;
    return this.value(body, indentOf(line) - 1);
  }

  finish(): void {
    if (this.peek() !== undefined) throw yamlError(this.at + 1, `"${this.lines[this.at]?.trim()}" fits nowhere`);
  }

  private list(indent: number): Yaml[] {
    const items: Yaml[] = [];
    for (let line = this.peek(); line !== undefined; line = this.peek()) {
      const body = line.trimStart();
      if (indentOf(line) !== indent || !isItem(body)) break;
      const rest = body.slice(1).trimStart();
      if (rest === '' || rest.startsWith('#')) {
        this.at++;
        items.push(this.node(indent + 1));
      } else if (isItem(rest) || KEY.test(rest)) {
        // What follows the dash is a block of its own, indented to where it stands.
        this.lines[this.at] = ' '.repeat(line.length - rest.length) + rest;
        items.push(this.node(indent + 1));
      } else {
        this.at++;
        items.push(this.value(rest, indent));
      }
    }
    return items;
  }

  private map(indent: number): Yaml {
    const fields: { [key: string]: Yaml } = {};
    for (let line = this.peek(); line !== undefined && indentOf(line) === indent; line = this.peek()) {
      const body = line.trimStart();
      const match = KEY.exec(body);
      if (match === null || isItem(body)) break;
      const key = match[1] ?? '';
      const name = /^["']/.test(key) ? (quotedScalar(key, 0)?.value ?? key) : key;
      const rest = body.slice(match[0].length).trim();
      this.at++;
      fields[name] = rest === '' || rest.startsWith('#') ? this.nested(indent) : this.value(rest, indent);
    }
    return fields;
  }

  /** The block under a key; a list may stand as far left as its key. */
  private nested(indent: number): Yaml {
    const line = this.peek();
    if (line !== undefined && indentOf(line) === indent && isItem(line.trimStart())) return this.list(indent);
    return this.node(indent + 1);
  }

  /** A value that starts on a line and may go on below it, indented deeper than `indent`. */
  private value(first: string, indent: number): Yaml {
    const start = this.at;
    if (/^[|>][-+]?\d*\s*(#.*)?$/.test(first)) return this.blockText(first, indent);
    if (/^[&*!]/.test(first)) throw yamlError(start, 'anchors and tags are not read');
    if (first.startsWith('[') || first.startsWith('{')) return this.flow(first, start);
    if (first.startsWith('"') || first.startsWith("'")) return this.quoted(first, start);
    let text = withoutComment(first);
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[this.at]) {
      if (line.trim() === '' || line.trimStart().startsWith('#') || indentOf(line) <= indent) break;
      text += ` ${withoutComment(line.trim())}`;
      this.at++;
    }
    return plainScalar(text.trim());
  }

  private flow(first: string, start: number): Yaml {
    for (let text = first; ; text += `\n${this.lines[this.at++] ?? ''}`) {
      if (bracketsOpen(text) > 0 && this.at < this.lines.length) continue;
      const reader = new FlowReader(text, start);
      const value = reader.read();
      if (!reader.isDone()) throw yamlError(start, 'something follows a closed bracket');
      return value;
    }
  }

  private quoted(first: string, start: number): Yaml {
    for (let text = first; ; text += `\n${this.lines[this.at++] ?? ''}`) {
      const found = quotedScalar(text, 0);
      if (found !== undefined) return found.value;
      if (this.at >= this.lines.length) throw yamlError(start, 'a quote does not close');
    }
  }

  private blockText(head: string, indent: number): string {
    const lines: string[] = [];
    let own: number | undefined;
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[++this.at]) {
      if (line.trim() !== '' && indentOf(line) <= indent) break;
      if (line.trim() !== '') own ??= indentOf(line);
      lines.push(line.slice(own ?? indent + 1));
    }
    const text = lines.join('\n').trimEnd();
    return (
      (head.startsWith('>') ? text.replaceAll(/\n(?=\S)/g, ' ') : text) +
      (head.includes('-') || text === '' ? '' : '\n')
    );
  }

  /** The next line that says something. */
  private peek(): string | undefined {
    for (; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at] as string;
      const body = line.trim();
      if (body === '' || body.startsWith('#') || (body === '---' && this.at < 40)) continue;
      return line;
    }
    return undefined;
  }
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

const isItem = (body: string): boolean => body === '-' || /^-\s/.test(body);

const withoutComment = (text: string): string => text.replace(/\s#.*$/, '').trim();

/** How many brackets are open at the end of a text; brackets in quotes and comments do not count. */
function bracketsOpen(text: string): number {
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (letter === '"' || letter === "'") {
      const isStart = /[[{,:\s]/.test(text[i - 1] ?? ' ');
      if (!isStart) continue;
      const found = quotedScalar(text, i);
      if (found === undefined) return 1;
      i = found.next - 1;
    } else if (letter === '#' && /\s/.test(text[i - 1] ?? ' ')) i = endOfLine(text, i);
    else if (letter === '[' || letter === '{') open++;
    else if (letter === ']' || letter === '}') open--;
  }
  return open;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
