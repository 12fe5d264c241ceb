import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TallyError } from '#base';

const BLOCK = 512;
const DIRECTORY = '5';

/**
 * Unpacks a gzip-compressed tarball (ustar: files and directories) below `target`.
 *
 * @throws TallyError `STORE_ARCHIVE` when it is damaged or a name leads out of the target.
 */
export function untar(archive: Uint8Array, target: string): void {
  const data = inflate(archive);
  let at = 0;
  while (at + BLOCK <= data.length && data[at] !== 0) {
    const header = data.subarray(at, at + BLOCK);
    const name = [textAt(header, 345, 155), textAt(header, 0, 100)].filter((part) => part !== '').join('/');
    const size = Number.parseInt(textAt(header, 124, 12) || '0', 8);
    const path = inside(target, name);
    const body = data.subarray(at + BLOCK, at + BLOCK + size);
    if (body.length !== size) throw damaged(`${name} is cut off`);
    if (textAt(header, 156, 1) === DIRECTORY || name.endsWith('/')) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
    } else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, body, { mode: 0o600 });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function inflate(archive: Uint8Array): Buffer {
  try {
    return gunzipSync(archive);
  } catch (error) {
    throw damaged(`it is no gzip file (${(error as Error).message})`);
  }
}

function inside(target: string, name: string): string {
  const path = normalize(name).replace(/^[/\\]+/, '');
  if (path.split(/[/\\]/).includes('..')) throw damaged(`the name ${name} leads out of the directory`);
  return join(target, path);
}

function textAt(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end).trim();
}

function damaged(why: string): TallyError {
  return new TallyError('STORE_ARCHIVE', `the archive of the database is damaged: ${why}`, {
    hint: 'use another backup',
    status: 500,
  });
}
