import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createLog, systemClock } from '#base';
import { openDatabase } from '#store';
import type { Output } from '../output.ts';
import { loadSettings } from '../settings.ts';

export interface StartOptions {
  readonly data?: string;
  readonly port?: string;
  readonly host?: string;
  readonly empty?: boolean;
  readonly people?: string;
  readonly months?: string;
  readonly seed?: string;
  readonly pack?: string;
  readonly daysPerMinute?: string;
}

/**
 * Opens, serves and lives an installation until it is told to stop. The store needs a second in a thread of its own, so
 * it is started before the rooms are loaded.
 */
export async function startInstallation(options: StartOptions, output: Output): Promise<void> {
  const { data: dataDirectory, empty: _plan, ...rest } = options;
  const settings = loadSettings({ ...rest, dataDirectory });
  const { values } = settings;
  const report = createLog({
    clock: systemClock,
    level: values.logLevel,
    write: (line) => process.stderr.write(`${line}\n`),
  });
  const migrations = nextTurn().then(async () => (await import('#server')).platformMigrations);
  const database = openDatabase({
    path: join(values.dataDirectory, 'store'),
    url: values.databaseUrl,
    sync: values.storeSync,
    migrations,
  });
  database.catch(() => undefined); // whoever awaits it is told
  try {
    const { liveInstallation } = await import('./live-installation.ts');
    await liveInstallation({ settings, options, database, report, output });
  } catch (error) {
    await database.then(
      (db) => db.close(),
      () => undefined,
    );
    throw error;
  }
}
