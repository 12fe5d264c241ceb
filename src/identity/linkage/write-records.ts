import { writeFile } from 'node:fs/promises';
import { valueAt, writeTable, type Frame } from '#table';

/** Writes a table; plain CSV straight as text, which for some hundred thousand pairs is quicker than through a database. */
export async function writeRecords(frame: Frame, path: string): Promise<void> {
  if (!/\.csv$/i.test(path)) return writeTable(frame, path);
  const fields = frame.columns.map((column) => {
    if (column.kind !== 'string') return (row: number) => String(valueAt(column, row) ?? '');
    const quoted = column.dictionary.map(quote);
    return (row: number) => quoted[column.values[row] as number] ?? '';
  });
  const lines = [frame.names.map(quote).join(',')];
  for (let row = 0; row < frame.rows; row++) lines.push(fields.map((field) => field(row)).join(','));
  await writeFile(path, `${lines.join('\n')}\n`);
}

function quote(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
