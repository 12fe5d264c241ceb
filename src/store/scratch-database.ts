import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SyncMode } from './adapters/pglite-protocol.ts';
import type { Database } from './database.ts';
import type { Migration } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { prepareDataDirectory } from './prepare-directory.ts';
import { pgliteVersion } from './prepared.ts';

export interface ScratchOptions {
  readonly migrations: readonly Migration[];
  readonly sync?: SyncMode;
}

/** A database for a test or a bench, and the way to remove it. */
export interface ScratchDatabase {
  readonly db: Database;
  readonly path: string;
  remove(): Promise<void>;
}

/** Opens an empty, migrated embedded database in a temporary directory. */
export async function openScratchDatabase({ migrations, sync = 'os' }: ScratchOptions): Promise<ScratchDatabase> {
  const preparedDirectory = await scratchPrepared();
  const path = mkdtempSync(join(tmpdir(), 'tally-scratch-'));
  const db = await openDatabase({ path, sync, migrations, preparedDirectory });
  const remove = async (): Promise<void> => {
    await db.close();
    rmSync(path, { recursive: true, force: true });
  };
  return { db, path, remove };
}

/** A prepared directory without tables, made once per machine and kept among the temporary files. */
export async function scratchPrepared(): Promise<string> {
  const target = join(tmpdir(), `tally-prepared-${pgliteVersion()}`);
  if (existsSync(join(target, 'manifest.json'))) return target;
  const draft = mkdtempSync(`${target}-`);
  await prepareDataDirectory({ migrations: [], target: draft });
  try {
    renameSync(draft, target);
  } catch {
    // Another test was faster; its directory is the same.
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}
