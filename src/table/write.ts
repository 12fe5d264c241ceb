import { TallyError, messageOf } from '#base';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText, withDuckDb } from './duckdb.ts';
import { formatOf } from './format.ts';
import type { Frame } from './frame.ts';
import { registerFrame } from './frame-source.ts';

/**
 * Writes a table; the extension picks the format as in `readTable`. Missing values become empty fields or nulls; every
 * double comes back with the same bits.
 *
 * @throws TallyError `TABLE_FORMAT_UNKNOWN`, `TABLE_WRITE_FAILED`.
 */
export async function writeTable(frame: Frame, path: string): Promise<void> {
  const format = formatOf(path);
  try {
    if (format === 'arrow') await (await import('./arrow.ts')).writeArrow(frame, path);
    else await withDuckDb((connection) => copyOut(connection, frame, { path, format }));
  } catch (error) {
    throw new TallyError('TABLE_WRITE_FAILED', `"${path}" cannot be written: ${messageOf(error)}`, {
      hint: 'check that the folder exists, may be written to and has room',
      cause: error,
    });
  }
}

/** Small groups compress on two threads and are gone before the next are made. */
const PARQUET = 'format parquet, row_group_size 20480';

async function copyOut(
  connection: DuckDBConnection,
  frame: Frame,
  to: { readonly path: string; readonly format: 'csv' | 'tsv' | 'parquet' },
): Promise<void> {
  await registerFrame(connection, frame);
  const zip = /\.gz$/i.test(to.path) ? ', compression gzip' : '';
  const delimiter = to.format === 'tsv' ? `, delimiter '\t'` : '';
  const format = to.format === 'parquet' ? PARQUET : `format csv, header true${delimiter}${zip}`;
  await connection.run(`copy (from frame()) to ${quoteText(to.path)} (${format})`);
}
