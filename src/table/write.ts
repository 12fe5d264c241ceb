import { TallyError, messageOf } from '#base';
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { bitAt } from './bitmap.ts';
import { valueAt, type Column } from './column.ts';
import { quoteName, quoteText, withDuckDb } from './duckdb.ts';
import { formatOf } from './format.ts';
import type { Frame } from './frame.ts';

const SQL_TYPES = { float64: 'DOUBLE', int32: 'INTEGER', string: 'VARCHAR', date: 'DATE' };

/** Rows of one DuckDB vector. */
const CHUNK_ROWS = 2048;

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

async function copyOut(
  connection: DuckDBConnection,
  frame: Frame,
  to: { readonly path: string; readonly format: 'csv' | 'tsv' | 'parquet' },
): Promise<void> {
  const columns = frame.names.map(
    (name, index) => `${quoteName(name)} ${SQL_TYPES[(frame.columns[index] as Column).kind]}`,
  );
  await connection.run(`create temp table sink (${columns.join(', ')})`);
  const duckdb = await import('@duckdb/node-api');
  const appender = await connection.createAppender('sink');
  const kinds = { float64: duckdb.DOUBLE, int32: duckdb.INTEGER, string: duckdb.VARCHAR, date: duckdb.DATE };
  const types = frame.columns.map(({ kind }) => kinds[kind]);
  for (let from = 0; from < frame.rows; from += CHUNK_ROWS) {
    const range = { from, to: Math.min(frame.rows, from + CHUNK_ROWS) };
    const chunk = duckdb.DuckDBDataChunk.create(types, range.to - range.from);
    frame.columns.forEach((column, index) => fillVector(chunk, index, { column, ...range }));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const zip = /\.gz$/i.test(to.path) ? ', compression gzip' : '';
  const delimiter = to.format === 'tsv' ? `, delimiter '\t'` : '';
  const format = to.format === 'parquet' ? 'format parquet' : `format csv, header true${delimiter}${zip}`;
  await connection.run(`copy sink to ${quoteText(to.path)} (${format})`);
}

/** What a vector of DuckDB's Node API holds; the fields are private in its types. */
interface RawVector {
  readonly items: Float64Array | Int32Array;
  readonly validity: { setItemValid(row: number, valid: boolean): void };
}

function fillVector(chunk: DuckDBDataChunk, index: number, part: { column: Column; from: number; to: number }): void {
  const { column, from, to } = part;
  if (column.kind === 'string') {
    const texts = Array.from({ length: to - from }, (_, i) => valueAt(column, from + i));
    return chunk.setColumnValues(index, texts);
  }
  const vector = chunk.getColumnVector(index);
  const raw = vector as unknown as RawVector;
  raw.items.set(column.values.subarray(from, to));
  for (let row = from; column.validity !== undefined && row < to; row++) {
    if (!bitAt(column.validity, row)) raw.validity.setItemValid(row - from, false);
  }
  vector.flush();
}
