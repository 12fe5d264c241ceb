import type { EventFilter } from '../definition/definition.ts';
import type { EventColumn, EventTable } from '../event-table.ts';
import { codeOf, compileFilter } from './compile-filter.ts';

/** A filter that asks only which text a column holds. */
interface TextTest {
  readonly field: string;
  readonly values: readonly (string | number)[];
}

/**
 * Bits of filters for every row of the table: bit f of word f / 32. Tests of texts go through a table of bits by code, one
 * look for any number of filters on a column; the first filter, undefined, lets every row through.
 */
export function filterMasks(filters: readonly (EventFilter | undefined)[], events: EventTable): Int32Array[] {
  const { rows, columns } = events;
  const masks = Array.from({ length: Math.ceil(filters.length / 32) }, () => new Int32Array(rows));
  const tables = new Map<string, Int32Array>();
  filters.forEach((filter, f) => {
    const mask = masks[f >> 5] as Int32Array;
    const bit = 1 << (f & 31);
    const texts = filter === undefined ? undefined : textTest(filter, columns);
    if (texts !== undefined) addToTable(tables, { key: `${f >> 5} ${texts.field}`, bit, texts }, columns);
    else if (filter === undefined) mask.forEach((word, row) => (mask[row] = word | bit));
    else {
      const test = compileFilter(filter, columns);
      for (let row = 0; row < rows; row++) if (test(row)) mask[row] = (mask[row] as number) | bit;
    }
  });
  for (const [key, table] of tables) {
    const [word = '', ...field] = key.split(' ');
    lookUp(columns.get(field.join(' '))?.values as Float64Array, table, masks[Number(word)] as Int32Array);
  }
  return masks;
}

function textTest(filter: EventFilter, columns: ReadonlyMap<string, EventColumn>): TextTest | undefined {
  if (!('field' in filter) || columns.get(filter.field)?.dictionary === undefined) return undefined;
  if ('in' in filter) return { field: filter.field, values: filter.in };
  return 'op' in filter && filter.op === '=' ? { field: filter.field, values: [filter.value] } : undefined;
}

function addToTable(
  tables: Map<string, Int32Array>,
  { key, bit, texts }: { readonly key: string; readonly bit: number; readonly texts: TextTest },
  columns: ReadonlyMap<string, EventColumn>,
): void {
  const column = columns.get(texts.field) as EventColumn;
  const table = tables.get(key) ?? new Int32Array(column.dictionary?.length ?? 0);
  tables.set(key, table);
  for (const value of texts.values) {
    const code = codeOf(column, value);
    if (code >= 0) table[code] = (table[code] as number) | bit;
  }
}

function lookUp(codes: Float64Array, table: Int32Array, mask: Int32Array): void {
  for (let row = 0; row < mask.length; row++) {
    const code = codes[row] as number;
    if (code === code) mask[row] = (mask[row] as number) | (table[code] as number);
  }
}
