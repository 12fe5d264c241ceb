import { isValid, type Column } from '#table';

/** What a field reads in a row: a value, null for unknown, or why the row cannot be used. */
export type Cell = string | number | null | Refusal;

export interface Refusal {
  readonly column: string;
  readonly reason: string;
}

export function isRefusal(cell: Cell): cell is Refusal {
  return typeof cell === 'object' && cell !== null;
}

/** The value of a row as text, null when it is missing. Whole numbers have no decimals. */
export function textAt(column: Column, row: number): string | null {
  if (!isValid(column, row)) return null;
  const value = column.values[row] as number;
  return column.kind === 'string' ? (column.dictionary[value] ?? null) : String(value);
}

/** The number of a row; marks that people write around numbers are taken off. Null when missing, NaN when it is none. */
export function numberAt(column: Column, row: number): number | null {
  if (!isValid(column, row)) return null;
  const value = column.values[row] as number;
  return column.kind === 'string' ? numberIn(column.dictionary[value] ?? '') : value;
}

/** `13.99 %`, `$1,000.50`, `36 months` as numbers; NaN for anything else. */
export function numberIn(text: string): number {
  const bare = text
    .trim()
    .replace(/^[$€£¥]\s*/, '')
    .replace(/\s*(%|months?|years?)$/i, '');
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
