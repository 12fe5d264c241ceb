import { access, constants } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createFrame, int32Column, stringColumn, writeTable, type BadRow } from '#table';

/** Writes bad rows beside the file, or into `fallback` when that folder may not be written to; returns the path. */
export async function writeRejected(file: string, bad: readonly BadRow[], fallback: string): Promise<string> {
  const mayWrite = await access(dirname(file), constants.W_OK).then(
    () => true,
    () => false,
  );
  const path = join(mayWrite ? dirname(file) : fallback, `${basename(file)}.rejected.csv`);
  const frame = createFrame({
    row: int32Column(Int32Array.from(bad, ({ row }) => row)),
    column: stringColumn(bad.map(({ column }) => column)),
    reason: stringColumn(bad.map(({ reason }) => reason.split('\n')[0])),
    text: stringColumn(bad.map(({ text }) => text)),
  });
  await writeTable(frame, path);
  return path;
}
