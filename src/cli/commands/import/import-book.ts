import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#base';
import { openTapeBook, type TapeBook } from '#lend';
import { MAIN_TENANT, platformMigrations } from '#server';
import { openDatabase } from '#store';
import { readRunFile } from '../../run-file.ts';
import { loadSettings } from '../../settings.ts';
import { remoteTapeBook } from './remote-tape-book.ts';

export interface ImportBook {
  readonly book: TapeBook;
  /** The data directory. */
  readonly directory: string;
  close(): Promise<void>;
}

/** The tapes of an installation: through its server while one runs, otherwise the store itself, which is then locked. */
export async function openImportBook(dataDirectory: string | undefined): Promise<ImportBook> {
  const { values } = loadSettings({ dataDirectory });
  const directory = values.dataDirectory;
  const server = readRunFile(directory);
  if (server !== undefined) return { book: remoteTapeBook(server), directory, close: async () => {} };
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = await openDatabase({
    path: join(directory, 'store'),
    url: values.databaseUrl,
    migrations: platformMigrations,
    clock: systemClock,
    sync: values.storeSync,
  });
  return { book: openTapeBook(db, MAIN_TENANT), directory, close: () => db.close() };
}
