import { TallyError, assert, must } from '#base';
import type { TableSpec } from './table.ts';

/** What a column holds: `date` a day number, `int8` a number or bigint, `jsonb` any JSON value, `bytea` bytes. */
export type SqlValue = unknown;

export type Row = Readonly<Record<string, SqlValue>>;

/**
 * - `insert`: a key that exists fails the unit with `STORE_DUPLICATE`;
 * - `insert-ignore`: a key that exists keeps its row;
 * - `upsert`: the last row of a key wins;
 * - `add`: like upsert, but the table's `sums` columns are added to what is there;
 * - `update`: changes the named columns; a key without a row fails the unit with `STORE_MISSING`;
 * - `delete`: removes by key.
 */
export type WriteMode = 'insert' | 'insert-ignore' | 'upsert' | 'add' | 'update' | 'delete';

/** Rows for one table in columns: `columns[i]` holds the values of `names[i]`, all of length `count`. */
export interface RowWrite {
  readonly table: TableSpec;
  readonly mode: WriteMode;
  readonly names: readonly string[];
  readonly columns: readonly (readonly SqlValue[])[];
  readonly count: number;
}

/** What a room adds to somebody's unit: its rows, and what to do when the unit was committed or given up. */
export interface UnitPart {
  readonly writes: readonly RowWrite[];
  readonly settled?: (committed: boolean) => void;
}

/** Rows of one tenant that are committed together or not at all. */
export interface WriteUnit {
  readonly tenant: string;
  readonly writes: readonly RowWrite[];
  /** Called once by the store: true after the commit, false when the unit failed. */
  settle(committed: boolean): void;
}

/** A unit that is still being filled. Its rows of one table are applied in the order in which they were added. */
export interface UnitBuilder extends WriteUnit {
  insert(table: TableSpec, rows: readonly Row[]): UnitBuilder;
  upsert(table: TableSpec, rows: readonly Row[]): UnitBuilder;
  /** Rows of key columns and the columns to change; all rows name the same columns. */
  update(table: TableSpec, rows: readonly Row[]): UnitBuilder;
  remove(table: TableSpec, keys: readonly Row[]): UnitBuilder;
  add(part: UnitPart | RowWrite): UnitBuilder;
  /** Gives the unit up before it was written, so that its parts release what they hold. */
  discard(): void;
}

/**
 * Starts a unit of the tenant.
 *
 * @example
 * const unit = createUnit('main').insert(noteTable, [{ id: 'n1', body: 'hello' }]);
 * await db.write(unit); // committed, and on the disk with sync = full
 */
export function createUnit(tenant: string): UnitBuilder {
  return new Unit(tenant);
}

class Unit implements UnitBuilder {
  readonly tenant: string;
  readonly writes: RowWrite[] = [];
  private readonly hooks: ((committed: boolean) => void)[] = [];
  private isSettled = false;

  constructor(tenant: string) {
    this.tenant = tenant;
  }

  insert(table: TableSpec, rows: readonly Row[]): UnitBuilder {
    return this.add(rowWrite({ table, mode: 'insert', rows, tenant: this.tenant }));
  }

  upsert(table: TableSpec, rows: readonly Row[]): UnitBuilder {
    return this.add(rowWrite({ table, mode: 'upsert', rows, tenant: this.tenant }));
  }

  update(table: TableSpec, rows: readonly Row[]): UnitBuilder {
    return this.add(rowWrite({ table, mode: 'update', rows, tenant: this.tenant }));
  }

  remove(table: TableSpec, keys: readonly Row[]): UnitBuilder {
    return this.add(rowWrite({ table, mode: 'delete', rows: keys, tenant: this.tenant }));
  }

  add(part: UnitPart | RowWrite): UnitBuilder {
    assert(!this.isSettled, 'a unit was filled after it had been written');
    if ('table' in part) {
      if (part.count > 0) this.writes.push(part);
      return this;
    }
    for (const write of part.writes) if (write.count > 0) this.writes.push(write);
    if (part.settled) this.hooks.push(part.settled);
    return this;
  }

  settle(committed: boolean): void {
    if (this.isSettled) return;
    this.isSettled = true;
    for (const hook of this.hooks) hook(committed);
  }

  discard(): void {
    this.settle(false);
  }
}

export interface RowWriteOptions {
  readonly table: TableSpec;
  readonly mode: WriteMode;
  readonly rows: readonly Row[];
  readonly tenant: string;
}

/**
 * Turns row objects into the columns of a {@link RowWrite}. The tenant is filled in where a row leaves it out. Inserts
 * carry every column of the table (missing values are null); updates the columns of the first row; deletes the key.
 */
export function rowWrite({ table, mode, rows, tenant }: RowWriteOptions): RowWrite {
  const names = namesFor(table, mode, rows[0]);
  const columns = names.map((name) => rows.map((row) => row[name] ?? (name === 'tenant' ? tenant : null)));
  return { table, mode, names, columns, count: rows.length };
}

function namesFor(table: TableSpec, mode: WriteMode, first: Row | undefined): readonly string[] {
  if (mode === 'delete') return table.key;
  if (mode !== 'update') return Object.keys(table.columns);
  const named = Object.keys(first ?? {});
  const unknown = named.find((name) => !(name in table.columns));
  if (unknown !== undefined) {
    throw new TallyError('STORE_COLUMN', `table ${table.name} has no column ${unknown}`, { status: 500 });
  }
  return [...table.key, ...named.filter((name) => !table.key.includes(name))];
}

/** The values of one column of a write. */
export function columnOf(write: RowWrite, name: string): readonly SqlValue[] {
  return must(write.columns[write.names.indexOf(name)], `column ${name} of ${write.table.name}`);
}
