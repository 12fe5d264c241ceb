import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '#base';
import { openPglite, type PgliteOptions } from './adapters/pglite.ts';
import type { Database } from './database.ts';
import { type Migration, migrate, migrationsHash } from './migrate.ts';

export interface OpenOptions extends Omit<PgliteOptions, 'prepared'> {
  /** A Postgres address; without one the embedded database in `path` is opened. */
  readonly url?: string | undefined;
  /** Every migration of every room, applied before this returns. On its way still, an existing engine starts meanwhile. */
  readonly migrations: readonly Migration[] | Promise<readonly Migration[]>;
  readonly clock?: Clock;
  /** Where a prepared data directory is looked for; `dist/prepared` when left out. */
  readonly preparedDirectory?: string;
}

/**
 * Opens the system of record, embedded or Postgres, and brings its schema up to date.
 *
 * @example
 * const db = await openDatabase({ path: '.tally', migrations: [...storeMigrations, ...streamMigrations] });
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { url, migrations, clock = systemClock, preparedDirectory: directory, ...embedded } = options;
  const isNew = !existsSync(join(options.path, 'pg'));
  const hash = isNew ? migrationsHash(await migrations) : '';
  const db = await openEngine(url, { ...embedded, prepared: { migrations: hash, directory } });
  try {
    await migrate(db, await migrations, clock);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

async function openEngine(url: string | undefined, embedded: PgliteOptions): Promise<Database> {
  if (url === undefined || url === '') return await openPglite(embedded);
  const { openPostgres } = await import('./adapters/postgres.ts');
  return await openPostgres({ url });
}
