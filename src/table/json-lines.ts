import { TallyError, messageOf } from '#base';
import { quoteName, quoteText, withDuckDb } from './duckdb.ts';
import { formatOf } from './format.ts';

/** Kinds of columns of {@link convertJsonLines}. A text that is an object or list in the file stays JSON. */
export type JsonLineKind = 'integer' | 'real' | 'text' | 'boolean' | 'date';

const SQL_TYPES = { integer: 'BIGINT', real: 'DOUBLE', text: 'VARCHAR', boolean: 'BOOLEAN', date: 'DATE' } as const;

export interface JsonLinesOptions {
  readonly from: string;
  readonly to: string;
  readonly columns: Readonly<Record<string, JsonLineKind>>;
}

/**
 * Turns a file of JSON objects, one a line, into CSV, TSV or Parquet, without holding it in memory.
 *
 * @throws TallyError `TABLE_FORMAT_UNKNOWN`, `TABLE_WRITE_FAILED`.
 */
export async function convertJsonLines({ from, to, columns }: JsonLinesOptions): Promise<void> {
  const format = formatOf(to);
  if (format === 'arrow') {
    throw new TallyError('TABLE_FORMAT_UNKNOWN', `"${to}" cannot be written row by row`, {
      hint: 'use .parquet or .csv',
    });
  }
  const types = Object.entries(columns).map(([name, kind]) => `${quoteName(name)}: '${SQL_TYPES[kind]}'`);
  const source = `read_json(${quoteText(from)}, format = 'newline_delimited', columns = {${types.join(', ')}})`;
  const csv = `format csv, header true${format === 'tsv' ? `, delimiter '\t'` : ''}${/\.gz$/i.test(to) ? ', compression gzip' : ''}`;
  try {
    await withDuckDb(async (connection) => {
      await connection.run("set memory_limit = '512MB'");
      await connection.run('set preserve_insertion_order = true');
      await connection.run(
        `copy (select * from ${source}) to ${quoteText(to)} (${format === 'parquet' ? 'format parquet' : csv})`,
      );
    });
  } catch (error) {
    throw new TallyError('TABLE_WRITE_FAILED', `"${to}" cannot be written: ${messageOf(error)}`, {
      hint: 'check that the folder exists, may be written to and has room',
      cause: error,
    });
  }
}
