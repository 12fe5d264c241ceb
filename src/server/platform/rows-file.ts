import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TallyError } from '#base';
import { restoreRows, saveRows, type EventRows } from '#factors';

/** Up to which offset rows hold, and what of events they keep. */
export interface RowsHeader {
  readonly offset: number;
  readonly flattener: string;
}

/** The file of a tenant's rows; columns go in and out as they are, whatever their size. */
export interface RowsFile {
  /** The rows, when the file was made by the same flattener; undefined when there is none that can be read. */
  read(flattener: string): { readonly rows: EventRows; readonly offset: number } | undefined;
  write(header: RowsHeader, rows: EventRows): void;
}

const HEAD = 512;
const MOST = 1 << 30;

/** Layout: 512 bytes with the header as JSON, then what `saveRows` writes. */
export function rowsFile(directory: string, tenant: string): RowsFile {
  const path = join(directory, `rows-${tenant}.snapshot`);
  return {
    read(flattener) {
      if (!existsSync(path)) return undefined;
      const file = openSync(path, 'r');
      try {
        const head = new Uint8Array(HEAD);
        fill(file, head);
        const header = JSON.parse(new TextDecoder().decode(head).trim()) as RowsHeader;
        if (header.flattener !== flattener) return undefined;
        return { rows: restoreRows((into) => fill(file, into)), offset: header.offset };
      } catch {
        // Cut off, or of another program: the log holds everything.
        return undefined;
      } finally {
        closeSync(file);
      }
    },
    write(header, rows) {
      mkdirSync(dirname(path), { recursive: true });
      const file = openSync(`${path}.new`, 'w', 0o600);
      try {
        put(file, new TextEncoder().encode(JSON.stringify(header).padEnd(HEAD)));
        saveRows(rows, (bytes) => put(file, bytes));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(`${path}.new`, path);
    },
  };
}

function fill(file: number, into: Uint8Array): void {
  for (let at = 0; at < into.length;) {
    const read = readSync(file, into, at, Math.min(MOST, into.length - at), null);
    if (read === 0) throw new TallyError('SERVER_SNAPSHOT', 'the file of rows ends early', { status: 500 });
    at += read;
  }
}

function put(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, Math.min(MOST, bytes.length - at));
}
