import { notApplicable } from './not-applicable.ts';

/** One column of a query: a plain column, or an aggregate over a window. */
export type QueryItem =
  | { readonly kind: 'column'; readonly column: string }
  | {
      readonly kind: 'aggregate';
      readonly call: string;
      readonly operands: readonly string[];
      readonly window: string;
    };

/** A query of the shape `select ... from t window w as (...), ...`. */
export interface WindowQuery {
  readonly items: readonly QueryItem[];
  /** Body of each window by its name in lower case. */
  readonly windows: ReadonlyMap<string, string>;
}

const BEYOND: readonly (readonly [RegExp, string])[] = [
  [/\bunion all\b/i, 'union of queries'],
  [/\bjoin\b/i, 'join'],
  [/\(\s*select\b/i, 'sub-query'],
  [/\bgroup\s+by\b/i, 'group by'],
  [/\bwhere\b/i, 'where'],
  [/\blimit\b/i, 'limit'],
  [/\bhaving\b/i, 'having'],
  [/\binstance_not_in_window\b/i, 'instance not in window'],
  [/\bexclude\s+current_time\b/i, 'exclude current time'],
];

/** Reads a query, or says why it is about something else. */
export function parseQuery(sql: string): WindowQuery {
  const text = sql.replaceAll(/\s+/g, ' ').trim().replace(/;+$/, '').trim();
  if (!/^select\b/i.test(text)) notApplicable('no select');
  for (const [pattern, reason] of BEYOND) if (pattern.test(text)) notApplicable(reason);
  if (!/\bover\b/i.test(text)) notApplicable('no window');
  const shape = /^select (.*?) from ([`\w.{}]+)(?: as \w+)?(?: window (.*))?$/i.exec(text);
  if (shape === null) return notApplicable('another shape of query');
  const windows = new Map<string, string>();
  for (const part of splitTop(shape[3] ?? '')) {
    const named = /^(\w+) as ?\((.*)\)$/i.exec(part);
    if (named === null) return notApplicable('another shape of window');
    windows.set((named[1] ?? '').toLowerCase(), named[2] ?? '');
  }
  return { items: splitTop(shape[1] ?? '').map((item) => parseItem(item, windows)), windows };
}

function parseItem(text: string, windows: Map<string, string>): QueryItem {
  const column = /^(?:[\w{}]+\.)?[`]?(\w+)[`]?(?: (?:as )?[`]?\w+[`]?)?$/i.exec(text);
  if (column !== null) return { kind: 'column', column: column[1] ?? '' };
  const call = /^(\w+) ?\(/.exec(text);
  const close = call === null ? -1 : closing(text, call[0].length - 1);
  const rest = /^ ?over ?(\w+|\(.*\))(?: (?:as )?[`]?\w+[`]?)?$/i.exec(text.slice(close + 1));
  if (call === null || close < 0 || rest === null) return notApplicable('an expression around aggregates');
  let window = (rest[1] ?? '').toLowerCase();
  if (window.startsWith('(')) {
    const inline = rest[1] ?? '';
    window = `inline ${windows.size}`;
    windows.set(window, inline.slice(1, -1));
  }
  const operands = splitTop(text.slice(call[0].length, close));
  return { kind: 'aggregate', call: (call[1] ?? '').toLowerCase(), operands, window };
}

/** The place of the bracket that closes the one at `from`. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

/** Splits at commas outside of brackets and quotes. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let [depth, from, quote] = [0, 0, ''];
  for (let i = 0; i <= text.length; i++) {
    const letter = text[i] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if ((letter === ',' && depth === 0) || i === text.length) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  return parts.filter((part) => part !== '');
}
