import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json } from '#base';

/** A file of state with the offset up to which it holds; a crash leaves the old file or the new one, never half of one. */
export interface SnapshotFile {
  read(): { readonly header: SnapshotHeader; readonly bytes: Uint8Array } | undefined;
  /** Writes the parts one behind the other. */
  write(header: SnapshotHeader, ...parts: readonly Uint8Array[]): void;
  remove(): void;
}

export type SnapshotHeader = Readonly<Record<string, Json>>;

/** Layout: length of the header (uint32, little-endian), the header as JSON, the bytes. */
export function snapshotFile(directory: string, name: string): SnapshotFile {
  const path = join(directory, `${name}.snapshot`);
  return {
    read() {
      if (!existsSync(path)) return undefined;
      const file = readFileSync(path);
      const length = file.readUInt32LE(0);
      const header = JSON.parse(file.subarray(4, 4 + length).toString('utf8')) as SnapshotHeader;
      return { header, bytes: file.subarray(4 + length) };
    },
    write(header, ...parts) {
      const head = Buffer.from(JSON.stringify(header), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32LE(head.length);
      writeWhole(path, [length, head, ...parts]);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/** Writes a file so that its name always stands for the old content or the new one. */
export function writeWhole(path: string, parts: readonly Uint8Array[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    for (const part of parts) for (let at = 0; at < part.length;) at += writeSync(file, part, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}
