import { TallyError, hash53, must } from '#base';
import { encodeArray } from './encode-array.ts';
import type { RowWrite } from './unit.ts';

/** One statement with its parameters, ready for either adapter. */
export interface Statement {
  readonly sql: string;
  /**
   * The name under which an engine keeps it prepared, which saves four fifths of its time on a small group. Only what
   * inserts has one: an update that was planned on an empty table would go on scanning it when it has grown.
   */
  readonly name: string | undefined;
  readonly params: readonly string[];
  /** Rows it must touch; undefined when any number will do. */
  readonly expected: number | undefined;
}

/** A set-based statement for the rows: whatever their number, one round trip and one plan. */
export function toStatement(write: RowWrite): Statement {
  const types = write.names.map((name) => must(write.table.columns[name], `${write.table.name}.${name}`));
  const params = types.map((type, i) => encodeArray(type, write.columns[i] ?? []));
  const sql = sqlOf(write);
  const isInsert = write.mode !== 'update' && write.mode !== 'delete';
  return {
    sql,
    name: isInsert ? `w${hash53(sql)}` : undefined,
    params,
    expected: write.mode === 'update' ? write.count : undefined,
  };
}

/**
 * A row to be updated that is not there fails the unit: its writer counted on another unit that failed meanwhile.
 *
 * @throws TallyError `STORE_MISSING`
 */
export function assertTouched({ table }: RowWrite, { expected }: Statement, touched: number): void {
  if (expected === undefined || expected === touched) return;
  throw new TallyError(
    'STORE_MISSING',
    `${expected - touched} of ${expected} rows of ${table.name} to be updated are not there`,
    {
      hint: 'insert or upsert the row first',
      data: { table: table.name, expected, touched },
      status: 409,
    },
  );
}

function sqlOf(write: RowWrite): string {
  const { table, names, mode } = write;
  const arrays = names.map((name, i) => `$${i + 1}::${table.columns[name]}[]`).join(', ');
  const source = `unnest(${arrays}) as u(${names.join(', ')})`;
  const sameKey = table.key.map((name) => `t.${name} = u.${name}`).join(' and ');
  const rest = names.filter((name) => !table.key.includes(name));
  if (mode === 'delete') return `delete from ${table.name} t using ${source} where ${sameKey}`;
  if (mode === 'update') {
    return `update ${table.name} t set ${rest.map((name) => `${name} = u.${name}`).join(', ')} from ${source} where ${sameKey}`;
  }
  return `insert into ${table.name} as t (${names.join(', ')}) select * from ${source}${conflictOf(write, rest)}`;
}

function conflictOf({ table, mode }: RowWrite, rest: readonly string[]): string {
  if (mode === 'insert') return '';
  if (mode === 'insert-ignore' || rest.length === 0) return ' on conflict do nothing';
  const changes = rest.map((name) =>
    mode === 'add' && table.sums.includes(name)
      ? `${name} = t.${name} + excluded.${name}`
      : `${name} = excluded.${name}`,
  );
  return ` on conflict (${table.key.join(', ')}) do update set ${changes.join(', ')}`;
}
