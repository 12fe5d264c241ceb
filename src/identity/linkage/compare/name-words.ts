import { wordsOf } from '../text/normalise-text.ts';
import type { LinkColumn, LinkTable } from '../columns/link-table.ts';

/** The words of each record's name columns, so that a name in the wrong field is found. */
export interface NameWords {
  /** True when every word of a value of a name column stands among the names of the record. */
  holds(record: number, column: LinkColumn, code: number): boolean;
}

/** Columns that name a person, with what is left of a full name beside its parts. */
export function nameColumns({ columns }: LinkTable): LinkColumn[] {
  const names = new Set(columns.filter(({ kind }) => kind === 'name').map(({ name }) => name));
  return columns.filter(({ name, without }) => names.has(name) || without.some((part) => names.has(part)));
}

export function nameWordsOf(table: LinkTable): NameWords {
  const columns = nameColumns(table);
  const masks = new Map(columns.map((column) => [column, Int32Array.from(column.values, maskOf)]));
  const maskAt = (record: number): number =>
    columns.reduce((mask, column) => mask | maskOfCode(column, column.codes[record] as number), 0);
  // A live record's own value has no place in the table of masks.
  const maskOfCode = (column: LinkColumn, code: number): number =>
    code < 0 ? 0 : (masks.get(column)?.[code] ?? maskOf(column.values[code] as string));
  const recordMasks = Int32Array.from({ length: table.rows }, (_, record) => maskAt(record));
  return {
    holds: (record, column, code) => {
      const mask = maskOfCode(column, code);
      const known = record < table.rows ? (recordMasks[record] as number) : maskAt(record);
      if ((mask & known) !== mask) return false;
      const text = column.values[code] as string;
      if (text.length < 3) return false;
      if (!text.includes(' ')) return columns.some((other) => wordIn(other, record, text));
      return wordsOf(text).every((word) => columns.some((other) => wordIn(other, record, word)));
    },
  };
}

/** Two bits of 32 for each word: a text whose bits are not all set in a record cannot stand in it. */
function maskOf(text: string): number {
  let mask = 0;
  let hash = 7;
  for (let at = 0; at <= text.length; at++) {
    const mark = at === text.length ? 32 : text.charCodeAt(at);
    if (mark !== 32) {
      hash = Math.imul(hash, 31) + mark;
      continue;
    }
    const mixed = Math.imul(hash, 0x9e3779b1);
    mask |= (1 << (mixed >>> 27)) | (1 << ((mixed >>> 20) & 31));
    hash = 7;
  }
  return mask;
}

function wordIn({ codes, values }: LinkColumn, record: number, word: string): boolean {
  const text = values[codes[record] as number];
  if (text === undefined || text.length < word.length) return false;
  return text === word || ` ${text} `.includes(` ${word} `);
}
