import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#base';
import { openTapeBook, type TapeBook } from '#lend';
import { MAIN_TENANT, platformMigrations } from '#server';
import { openDatabase } from '#store';
import { loadSettings } from '../../settings.ts';
import { remoteTapeBook, type RunningServerFile } from './remote-tape-book.ts';

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
  const server = runningServer(directory);
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

/** What `tally start` left about itself, if its process is alive. */
function runningServer(directory: string): RunningServerFile | undefined {
  try {
    const server = JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')) as RunningServerFile;
    process.kill(server.pid, 0);
    return server;
  } catch {
    // No file, or its process is gone: nobody has the store open, or its lock will say so.
    return undefined;
  }
}
