import { assert } from '#base';

/** Column types of the system of record. Instants are `int8` milliseconds; `date` is a day number on our side. */
export type ColumnType = 'text' | 'int4' | 'int8' | 'float8' | 'bool' | 'date' | 'bytea' | 'jsonb';

/** A table as code knows it: declared once, beside the migration that makes it. */
export interface TableSpec {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns of the primary key; the first is `tenant`. */
  readonly key: readonly string[];
  /** Numeric columns that the write mode `add` sums instead of replacing. */
  readonly sums: readonly string[];
}

export interface TableOptions {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly key: readonly string[];
  readonly sums?: readonly string[];
}

const NAME = /^[a-z][a-z0-9_]*$/;

/**
 * Declares a table. Names are plain lower case, so no statement needs quoting.
 *
 * @example
 * const note = defineTable('note', { columns: { tenant: 'text', id: 'text', body: 'text' }, key: ['tenant', 'id'] });
 */
export function defineTable(name: string, { columns, key, sums = [] }: TableOptions): TableSpec {
  for (const identifier of [name, ...Object.keys(columns)]) {
    assert(NAME.test(identifier), `"${identifier}" of table ${name} is not a plain name`);
  }
  for (const column of [...key, ...sums]) assert(column in columns, `table ${name} has no column ${column}`);
  assert(key[0] === 'tenant', `the key of table ${name} does not begin with tenant`);
  return { name, columns, key, sums };
}
