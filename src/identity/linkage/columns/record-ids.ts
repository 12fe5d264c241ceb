import { TallyError } from '#base';
import { column, type Frame } from '#table';
import { textColumns } from './text-columns.ts';

/**
 * What the records are called: the values of a column, or their row numbers from 1.
 *
 * @throws TallyError `IDENTITY_LINK_IDS` when a record has no id or two records of one file have the same.
 */
export function recordIds(frame: Frame, name: string | undefined, sources?: Uint8Array): string[] {
  if (name === undefined) return rowNumbers(frame.rows, sources);
  const found = textColumns(frame).find((text) => text.name === name);
  const { codes, values } = found ?? { codes: new Int32Array(), values: [String(column(frame, name))] };
  const ids = Array.from(codes, (code) => (values[code] ?? '').trim());
  const seen = new Set<string>();
  for (const [row, id] of ids.entries()) {
    if (id === '') throw wrongId(`row ${row + 1} has no "${name}"`);
    const key = `${sources?.[row] ?? 0} ${id}`;
    if (seen.has(key)) throw wrongId(`"${name}" is ${id} in more than one row, the second time in row ${row + 1}`);
    seen.add(key);
  }
  return ids;
}

function rowNumbers(rows: number, sources: Uint8Array | undefined): string[] {
  const counts = [0, 0];
  return Array.from({ length: rows }, (_, row) => {
    const file = sources?.[row] ?? 0;
    counts[file] = (counts[file] as number) + 1;
    return String(counts[file]);
  });
}

function wrongId(message: string): TallyError {
  return new TallyError('IDENTITY_LINK_IDS', message, {
    hint: 'name another column with --id, or leave --id away: then row numbers are the ids',
  });
}
