import type { Pool, PoolClient } from 'pg';
import { TallyError, messageOf } from '#base';
import type { Database, DatabaseInfo, Queryable } from '../database.ts';
import { createGroupCommit, type GroupCommit } from '../group-commit.ts';
import { valueParsers } from '../parse-value.ts';
import { closed, fromSqlError } from '../sql-error.ts';
import { assertTouched, toStatement } from '../statement.ts';
import type { RowWrite, WriteUnit } from '../unit.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  readonly connections?: number;
}

/** The oldest server whose dialect we keep to. */
const OLDEST_VERSION = 15;
/** First half of the advisory lock: one writing process per database. */
const LOCK_CLASS = 0x7a11;

/**
 * Connects to Postgres 15 or newer. One process writes at a time, kept apart by an advisory lock, because offsets and
 * balances are assigned in memory.
 *
 * @throws TallyError `STORE_OPEN` when the server cannot be reached or is too old, `STORE_LOCKED` when another process
 *   writes to the same database.
 */
export async function openPostgres({ url, connections = 4 }: PostgresOptions): Promise<Database> {
  const { default: pg } = await import('pg');
  const getTypeParser = (oid: number, format?: string): unknown =>
    valueParsers[oid] ?? pg.types.getTypeParser(oid, format as 'text');
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types: { getTypeParser: getTypeParser as never },
  });
  // A broken idle connection leaves the pool by itself; the next query says so if the server is gone.
  pool.on('error', () => undefined);
  try {
    const writer = await pool.connect();
    const version = await lockServer(writer, url);
    return new PostgresDatabase({ pool, writer, version, path: describe(url) });
  } catch (error) {
    await pool.end();
    if (error instanceof TallyError) throw error;
    throw new TallyError('STORE_OPEN', `cannot reach ${describe(url)}: ${messageOf(error)}`, {
      hint: 'check DATABASE_URL and that the server accepts connections',
      status: 500,
      cause: error,
    });
  }
}

async function lockServer(writer: PoolClient, url: string): Promise<string> {
  const { rows } = await writer.query<{ version: string; number: string; locked: boolean }>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
      pg_try_advisory_lock(${LOCK_CLASS}, hashtext(current_database())) as locked`,
  );
  const row = rows[0];
  if (!row || Number(row.number) < OLDEST_VERSION * 10_000) {
    throw new TallyError('STORE_OPEN', `${describe(url)} is Postgres ${row?.version}`, {
      hint: `Postgres ${OLDEST_VERSION} or newer is needed`,
    });
  }
  if (row.locked) return row.version;
  throw new TallyError('STORE_LOCKED', `${describe(url)} is in use by another Tallystick process`, {
    hint: 'stop that process, or use another database',
    status: 409,
  });
}

interface Parts {
  readonly pool: Pool;
  readonly writer: PoolClient;
  readonly version: string;
  readonly path: string;
}

class PostgresDatabase implements Database {
  private readonly parts: Parts;
  private readonly group: GroupCommit;
  private isClosed = false;

  constructor(parts: Parts) {
    this.parts = parts;
    this.group = createGroupCommit((writes) => commitOn(parts.writer, writes));
  }

  async query<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    if (this.isClosed) throw closed();
    return await guarded(async () => (await this.parts.pool.query(sql, params.map(bound))).rows as T[]);
  }

  async script(sql: string): Promise<void> {
    await this.query(sql);
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    if (this.isClosed) throw closed();
    const client = await guarded(() => this.parts.pool.connect());
    const run = <R>(sql: string, params: readonly unknown[] = []): Promise<R[]> =>
      guarded(async () => (await client.query(sql, params.map(bound))).rows as R[]);
    let broken: Error | undefined;
    try {
      await run('begin');
      const result = await work({ query: run });
      await run('commit');
      return result;
    } catch (error) {
      await run('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  write(unit: WriteUnit): Promise<void> {
    return this.group.write(unit);
  }

  info(): DatabaseInfo {
    return { adapter: 'postgres', version: this.parts.version, path: this.parts.path };
  }

  dump(): Promise<Uint8Array> {
    const error = new TallyError('STORE_BACKUP', 'a Postgres database is backed up with its own tools', {
      hint: 'use pg_dump or pg_basebackup',
    });
    return Promise.reject(error);
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    await this.group.close();
    this.isClosed = true;
    this.parts.writer.release(true);
    await this.parts.pool.end();
  }
}

async function commitOn(client: PoolClient, writes: readonly RowWrite[]): Promise<void> {
  await guarded(async () => {
    await client.query('begin');
    try {
      for (const write of writes) {
        const statement = toStatement(write);
        const { name, sql: text, params } = statement;
        const result = await client.query({ ...(name === undefined ? {} : { name }), text, values: [...params] });
        assertTouched(write, statement, result.rowCount ?? 0);
      }
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fromSqlError(error);
  }
}

/** The driver takes Buffers as bytes and bigints as text. */
function bound(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return typeof value === 'bigint' ? String(value) : value;
}

function describe(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'the database of DATABASE_URL';
  }
}
