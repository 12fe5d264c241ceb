import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '#base';
import { openPglite } from './adapters/pglite.ts';
import { type Migration, migrate, migrationsHash } from './migrate.ts';
import { preparedDirectory, savePrepared } from './prepared.ts';

export interface PrepareOptions {
  readonly migrations: readonly Migration[];
  /** Where it goes; `dist/prepared` when left out. */
  readonly target?: string;
  readonly clock?: Clock;
}

/** Makes the prepared data directory (initdb and migrations done) from which first starts unpack. Part of the build. */
export async function prepareDataDirectory(options: PrepareOptions): Promise<void> {
  const { migrations, target = preparedDirectory(), clock = systemClock } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'tally-prepare-'));
  try {
    const db = await openPglite({ path: scratch, sync: 'os' });
    try {
      await migrate(db, migrations, clock);
      savePrepared(target, await db.dump(), migrationsHash(migrations));
    } finally {
      await db.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
