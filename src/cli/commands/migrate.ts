import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#base';
import { platformMigrations } from '#server';
import { migrate, openPglite, openPostgres, type Database } from '#store';
import { runs, type CommandGroup } from '../command.ts';
import { loadSettings } from '../settings.ts';

/** `tally migrate`: brings the database to the schema of this version; every start does the same. */
export const migrateCommand: CommandGroup = (program) => {
  const command = program
    .command('migrate')
    .description('bring the database to the schema of this version')
    .option('--data <directory>', 'data directory');
  runs<{ data?: string }>(command, async ({ data }, output) => {
    const { values } = loadSettings({ dataDirectory: data });
    mkdirSync(values.dataDirectory, { recursive: true, mode: 0o700 });
    const db =
      values.databaseUrl === undefined
        ? await openPglite({ path: join(values.dataDirectory, 'store'), sync: values.storeSync })
        : await openPostgres({ url: values.databaseUrl });
    try {
      output.result(await applied(db), ({ names, version }) =>
        names.length === 0
          ? `the database is up to date: version ${version}`
          : `applied ${names.join(', ')}; the database is at version ${version}`,
      );
    } finally {
      await db.close();
    }
  });
};

async function applied(db: Database): Promise<{ names: string[]; version: number }> {
  const report = await migrate(db, platformMigrations, systemClock);
  return { names: report.applied.map(({ number, name }) => `${number} ${name}`), version: report.version };
}
