import type { EventFilter } from '../definition/definition.ts';
import type { EventColumn } from '../event-table.ts';
import { codeOf, compileFilter, type RowTest } from './compile-filter.ts';

/** Bits of one word by the code of a text: tests of texts need one look for any number of filters on a column. */
interface CodeTable {
  readonly field: string;
  readonly word: number;
  readonly codes: Float64Array;
  bits: Int32Array;
}

/** Filters in the form in which rows are asked: bit f of word f / 32. */
export interface FilterMasks {
  readonly words: number;
  readonly tables: readonly CodeTable[];
  readonly others: readonly { readonly word: number; readonly bit: number; readonly test: RowTest }[];
  /** The bit of the filter that lets every row through. */
  readonly always: number;
}

/** Compiles filters; the first, undefined, lets every row through. */
export function compileMasks(
  filters: readonly (EventFilter | undefined)[],
  columns: ReadonlyMap<string, EventColumn>,
): FilterMasks {
  const tables: CodeTable[] = [];
  const others: { word: number; bit: number; test: RowTest }[] = [];
  filters.forEach((filter, f) => {
    if (filter === undefined) return;
    const [word, bit] = [f >> 5, 1 << (f & 31)];
    const values = textsAsked(filter, columns);
    if (values === undefined || !('field' in filter)) others.push({ word, bit, test: compileFilter(filter, columns) });
    else addBits(tableOf(tables, { field: filter.field, word }, columns), bit, values);
  });
  return { words: Math.ceil(filters.length / 32), tables, others, always: filters[0] === undefined ? 1 : 0 };
}

/** The bits of one word for a row. */
export function maskOf({ tables, others, always }: FilterMasks, word: number, row: number): number {
  let mask = word === 0 ? always : 0;
  for (let i = 0; i < tables.length; i++) {
    const table = tables[i] as CodeTable;
    const code = table.codes[row] as number;
    // Codes beyond the table belong to texts that no filter names.
    if (table.word === word && code < table.bits.length) mask |= table.bits[code] as number;
  }
  for (let i = 0; i < others.length; i++) {
    const other = others[i] as FilterMasks['others'][number];
    if (other.word === word && other.test(row)) mask |= other.bit;
  }
  return mask;
}

/** The texts that a filter asks for, when it asks for nothing else. */
function textsAsked(filter: EventFilter, columns: ReadonlyMap<string, EventColumn>) {
  if (!('field' in filter)) return undefined;
  const column = columns.get(filter.field);
  if (column?.dictionary === undefined) return undefined;
  if ('in' in filter) return filter.in.map((value) => codeOf(column, value));
  return 'op' in filter && filter.op === '=' ? [codeOf(column, filter.value)] : undefined;
}

function tableOf(
  tables: CodeTable[],
  { field, word }: { readonly field: string; readonly word: number },
  columns: ReadonlyMap<string, EventColumn>,
): CodeTable {
  const found = tables.find((table) => table.field === field && table.word === word);
  if (found !== undefined) return found;
  const { values } = columns.get(field) as EventColumn;
  const made = { field, word, codes: values, bits: new Int32Array(0) };
  tables.push(made);
  return made;
}

function addBits(table: CodeTable, bit: number, codes: readonly number[]): void {
  const wider = new Int32Array(Math.max(table.bits.length, Math.max(...codes) + 1));
  wider.set(table.bits);
  table.bits = wider;
  for (const code of codes) if (code >= 0) wider[code] = (wider[code] as number) | bit;
}
