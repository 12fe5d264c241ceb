import type { WriteUnit } from './unit.ts';

/**
 * Reads and statements. Both adapters answer alike: `int8` is a number when it is a safe integer and a bigint
 * otherwise, `date` a day number, `bytea` a Uint8Array, `json` and `jsonb` parsed, `numeric` text. Parameters are
 * text, number, bigint, boolean, bytes or null; a date parameter is `YYYY-MM-DD`.
 */
export interface Queryable {
  query<T>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

export interface DatabaseInfo {
  readonly adapter: 'pglite' | 'postgres';
  /** Version of the engine, such as `18.3`. */
  readonly version: string;
  /** The data directory, or host and database name without credentials. */
  readonly path: string;
}

/** The system of record. */
export interface Database extends Queryable {
  /** Runs statements in one transaction of its own; a throw rolls back. Other work waits on the embedded store. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Several statements without parameters: schema changes. */
  script(sql: string): Promise<void>;
  /**
   * Commits the unit, together with all units that wait at that moment (group commit), in the order of the calls.
   * Resolves only after the transaction committed and, with `sync = full`, was flushed to the disk.
   *
   * @throws TallyError `STORE_TENANT`, `STORE_DUPLICATE`, `STORE_CONSTRAINT`, `STORE_MISSING`, `STORE_SQL`: this unit alone was refused;
   *   `STORE_DISK_FULL`, `STORE_LOST`, `STORE_CLOSED`: nothing of it was acknowledged, try again later.
   */
  write(unit: WriteUnit): Promise<void>;
  info(): DatabaseInfo;
  /** A whole copy of the embedded store as a compressed tarball; `STORE_BACKUP` on Postgres, which has `pg_dump`. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}
