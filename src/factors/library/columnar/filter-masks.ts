import type { EventFilter } from '../definition/definition.ts';
import type { EventColumn } from '../event-table.ts';
import { codeOf, compileFilter, type RowTest } from './compile-filter.ts';

/** Bits by the code of a text: tests of texts need one look for any number of filters on a column. */
interface CodeTable {
  readonly field: string;
  readonly codes: Float64Array;
  bits: Int32Array;
}

/** Thirty-two filters. */
interface MaskWord {
  readonly tables: CodeTable[];
  readonly others: { readonly bit: number; readonly test: RowTest }[];
}

/** Filters in the form in which rows are asked: bit f of word f / 32. */
export interface FilterMasks {
  readonly words: readonly MaskWord[];
  /** The bit of the filter that lets every row through. */
  readonly always: number;
}

/** Compiles filters; the first, undefined, lets every row through. */
export function compileMasks(
  filters: readonly (EventFilter | undefined)[],
  columns: ReadonlyMap<string, EventColumn>,
): FilterMasks {
  const words = Array.from({ length: Math.ceil(filters.length / 32) }, (): MaskWord => ({ tables: [], others: [] }));
  filters.forEach((filter, f) => {
    if (filter === undefined) return;
    const { tables, others } = words[f >> 5] as MaskWord;
    const bit = 1 << (f & 31);
    const values = textsAsked(filter, columns);
    if (values === undefined || !('field' in filter)) others.push({ bit, test: compileFilter(filter, columns) });
    else addBits(tableOf(tables, filter.field, columns), bit, values);
  });
  return { words, always: filters[0] === undefined ? 1 : 0 };
}

/** The bits of one word for a row. */
export function maskOf({ words, always }: FilterMasks, word: number, row: number): number {
  const { tables, others } = words[word] as MaskWord;
  let mask = word === 0 ? always : 0;
  for (let i = 0; i < tables.length; i++) {
    const { codes, bits } = tables[i] as CodeTable;
    const code = codes[row] as number;
    // Codes beyond the table belong to texts that no filter names.
    if (code < bits.length) mask |= bits[code] as number;
  }
  for (let i = 0; i < others.length; i++) {
    const { bit, test } = others[i] as MaskWord['others'][number];
    if (test(row)) mask |= bit;
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

function tableOf(tables: CodeTable[], field: string, columns: ReadonlyMap<string, EventColumn>): CodeTable {
  const found = tables.find((table) => table.field === field);
  if (found !== undefined) return found;
  const { values } = columns.get(field) as EventColumn;
  const made = { field, codes: values, bits: new Int32Array(0) };
  tables.push(made);
  return made;
}

function addBits(table: CodeTable, bit: number, codes: readonly number[]): void {
  const wider = new Int32Array(Math.max(table.bits.length, Math.max(...codes) + 1));
  wider.set(table.bits);
  table.bits = wider;
  for (const code of codes) if (code >= 0) wider[code] = (wider[code] as number) | bit;
}
