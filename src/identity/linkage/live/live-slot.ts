import { wordsWithout } from '../columns/composite.ts';
import type { LinkColumn, LinkTable } from '../columns/link-table.ts';
import { normaliseValue } from '../columns/normalise-value.ts';

/** A record as it comes: texts by column. Columns that the table does not know do not count. */
export type LiveRecord = Readonly<Record<string, string | null | undefined>>;

/** Puts one record at a time into the place behind the last record of a table. */
export class LiveSlot {
  private readonly table: LinkTable;
  private readonly codesOf: readonly Map<string, number>[];

  constructor(table: LinkTable) {
    this.table = table;
    this.codesOf = table.columns.map(({ values }) => new Map(values.map((value, code) => [value, code])));
  }

  /** The row at which the record stands until the next one comes. */
  place(record: LiveRecord): number {
    const { columns, rows } = this.table;
    for (const [k, column] of columns.entries()) {
      const known = column.counts.length;
      const text = valueOf(column, record);
      column.values.length = known;
      let code = text === undefined ? -1 : this.codesOf[k]?.get(text);
      if (code === undefined) {
        column.values.push(text as string);
        code = known;
      }
      column.codes[rows] = code;
    }
    return rows;
  }
}

function valueOf(column: LinkColumn, record: LiveRecord): string | undefined {
  const raw = record[column.name];
  if (raw === undefined || raw === null) return undefined;
  const value = normaliseValue(raw, column.kind, column.order);
  if (value === undefined || column.without.length === 0) return value;
  const parts = column.without.map((name) => normaliseValue(record[name] ?? '', 'name', 'ymd') ?? '');
  return wordsWithout(value, parts) || undefined;
}
