import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TallyError, messageOf } from '#base';
import type { Database } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { installDirectory } from './prepared.ts';
import { syncPath } from './sync-tree.ts';
import { untar } from './untar.ts';

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Writes a whole copy of the embedded store to a file (a gzip-compressed tarball). The file appears under its name only
 * when it is complete and on the disk. Writes wait meanwhile.
 *
 * @throws TallyError `STORE_BACKUP` on Postgres, or when the file cannot be written.
 */
export async function backup(db: Database, file: string): Promise<BackupReport> {
  const bytes = await db.dump();
  const draft = `${file}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeSynced(draft, bytes);
    renameSync(draft, file);
    syncPath(dirname(file));
  } catch (error) {
    rmSync(draft, { force: true });
    throw new TallyError('STORE_BACKUP', `cannot write ${file}: ${messageOf(error)}`, {
      hint: 'check the folder and its free space',
    });
  }
  return { file, bytes: bytes.length };
}

function writeSynced(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Puts a backup into a data directory that has no database yet.
 *
 * @throws TallyError `STORE_NOT_EMPTY` when there is one, `STORE_ARCHIVE` when the file is no backup, `STORE_LOCKED`.
 */
export function restore(file: string, path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(path);
  const dataDir = join(path, 'pg');
  const draft = `${dataDir}.new`;
  try {
    if (existsSync(dataDir)) {
      throw new TallyError('STORE_NOT_EMPTY', `${path} holds a database already`, {
        hint: 'restore into another directory',
      });
    }
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    untar(readArchive(file), draft);
    if (!existsSync(join(draft, 'PG_VERSION'))) {
      throw new TallyError('STORE_ARCHIVE', `${file} is no backup of a database`, {
        hint: 'use a file made by the backup command',
      });
    }
    installDirectory(draft, { dataDir, sync: 'full' });
  } finally {
    rmSync(draft, { recursive: true, force: true });
    lock.release();
  }
}

function readArchive(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new TallyError('STORE_ARCHIVE', `cannot read ${file}: ${messageOf(error)}`, {
      hint: 'check the path of the backup',
    });
  }
}
