import { wordsOf } from '../text/normalise-text.ts';
import type { LinkColumn, LinkTable } from '../columns/link-table.ts';

/** The words of each record's name columns, so that a name in the wrong field is found. */
export interface NameWords {
  /** True when every word of `text` stands among the names of the record. */
  holds(record: number, text: string): boolean;
}

/** Columns that name a person, with what is left of a full name beside its parts. */
export function nameColumns({ columns }: LinkTable): LinkColumn[] {
  const names = new Set(columns.filter(({ kind }) => kind === 'name').map(({ name }) => name));
  return columns.filter(({ name, without }) => names.has(name) || without.some((part) => names.has(part)));
}

export function nameWordsOf(table: LinkTable): NameWords {
  const columns = nameColumns(table);
  const masks = columns.map(({ values }) => values.map(maskOf));
  const maskAt = (record: number): number => {
    let mask = 0;
    for (let c = 0; c < columns.length; c++) {
      const { codes, values } = columns[c] as LinkColumn;
      const code = codes[record] as number;
      // A live record's own value has no place in the table of masks.
      if (code >= 0) mask |= masks[c]?.[code] ?? maskOf(values[code] as string);
    }
    return mask;
  };
  const recordMasks = Int32Array.from({ length: table.rows }, (_, record) => maskAt(record));
  const remembered = new Map<string, number>();
  const textMask = (text: string): number => {
    let mask = remembered.get(text);
    if (mask === undefined) remembered.set(text, (mask = maskOf(text)));
    if (remembered.size > 300_000) remembered.clear();
    return mask;
  };
  return {
    holds: (record, text) => {
      if (text.length < 3) return false;
      const mask = textMask(text);
      const known = record < table.rows ? (recordMasks[record] as number) : maskAt(record);
      if ((mask & known) !== mask) return false;
      return wordsOf(text).every((word) => columns.some((column) => wordIn(column, record, word)));
    },
  };
}

/** One bit of 32 for each word: a text whose bits are not all set in a record cannot stand in it. */
function maskOf(text: string): number {
  let mask = 0;
  let hash = 7;
  for (let at = 0; at <= text.length; at++) {
    const mark = at === text.length ? 32 : text.charCodeAt(at);
    if (mark !== 32) {
      hash = Math.imul(hash, 31) + mark;
      continue;
    }
    mask |= 1 << ((hash ^ (hash >>> 9)) & 31);
    hash = 7;
  }
  return mask;
}

function wordIn({ codes, values }: LinkColumn, record: number, word: string): boolean {
  const text = values[codes[record] as number];
  if (text === undefined || text.length < word.length) return false;
  const at = ` ${text} `.indexOf(` ${word} `);
  return at !== -1;
}
