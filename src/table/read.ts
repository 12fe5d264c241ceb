import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TallyError, messageOf } from '#base';
import { quoteName, quoteText, withDuckDb } from './duckdb.ts';
import { formatOf } from './format.ts';
import type { Frame } from './frame.ts';
import { quoteList, readRelation, textRows, type KindOverrides } from './relation.ts';

/** How to read a file. */
export interface ReadOptions {
  /** Kinds that override what the file suggests, by column; an unreadable value becomes missing. */
  readonly types?: KindOverrides;
  /** Texts that mean missing besides the empty field (CSV only). */
  readonly missing?: readonly string[];
}

/**
 * Reads a table; the extension picks the format: `.csv`, `.csv.gz`, `.tsv`, `.tsv.gz`, `.parquet`, `.arrow`.
 * An empty field is missing. Integers beyond 2^53 stay text, time stamps become milliseconds since 1970 as doubles.
 *
 * @throws TallyError `TABLE_FILE_MISSING`, `TABLE_FILE_EMPTY`, `TABLE_FORMAT_UNKNOWN`, `TABLE_FILE_BROKEN`.
 * @example
 * const frame = await readTable('loans.csv.gz', { types: { zip: 'string' } });
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<Frame> {
  const format = formatOf(path);
  await requireContent(path);
  try {
    if (format === 'arrow') return await (await import('./arrow.ts')).readArrow(path);
    return await withDuckDb(async (connection) => {
      // A view: the rows go from the file into our columns without a copy in between.
      if (format === 'parquet')
        await connection.run(`create temp view source as from read_parquet(${quoteText(path)})`);
      else await loadCsv(connection, path, options.missing ?? []);
      return readRelation(connection, 'source', options.types ?? {});
    });
  } catch (error) {
    throw brokenFile(path, error);
  }
}

/** The error for a file that cannot be read; errors of our own pass through. */
export function brokenFile(path: string, error: unknown): TallyError {
  if (error instanceof TallyError) return error;
  const isText = /\.[ct]sv(\.gz)?$/i.test(path);
  return new TallyError('TABLE_FILE_BROKEN', `"${path}" cannot be read: ${messageOf(error).split('\n')[0]}`, {
    hint: isText ? 'read it with readCsvReporting to see every bad row' : 'write the file again',
    cause: error,
  });
}

/** Throws a clear error unless the file exists and has content. */
export async function requireContent(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    throw new TallyError('TABLE_FILE_MISSING', `there is no file "${path}"`, { hint: 'check the path', status: 404 });
  }
  if (found.size > 0) return;
  throw new TallyError('TABLE_FILE_EMPTY', `"${path}" is empty`, { hint: 'the file needs a header line and rows' });
}

/** Loads a CSV into the table `source`; types come from a sample, and from every row when the sample misled. */
async function loadCsv(connection: DuckDBConnection, path: string, missing: readonly string[]): Promise<void> {
  const load = (extra: string) =>
    connection.run(`create or replace temp table source as from read_csv(${csvArguments(path, missing)}${extra})`);
  await load('').catch(() => load(', sample_size = -1'));
  const identifiers = await longIdentifiers(connection, csvArguments(path, missing));
  if (identifiers.length === 0) return;
  const types = identifiers.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  await load(`, sample_size = -1, types = {${types}}`);
}

/** Columns that became doubles although every value is a whole number too long for one: they must stay text. */
async function longIdentifiers(connection: DuckDBConnection, source: string): Promise<string[]> {
  const doubles = await textRows(connection, `select column_name from (describe source) where column_type = 'DOUBLE'`);
  if (doubles.length === 0) return [];
  const names = doubles.map(([name]) => name ?? '');
  const tests = names.map(quoteName).map((c) => `max(abs(${c})) > 9007199254740992 and bool_and(${c} = trunc(${c}))`);
  const [suspicions = []] = await textRows(connection, `select ${tests.join(', ')} from source`);
  const suspects = names.filter((_, index) => suspicions[index] === 'true');
  if (suspects.length === 0) return [];
  const digits = suspects.map((name) => `bool_and(regexp_full_match(${quoteName(name)}, '[+-]?\\d+'))`);
  const [verdicts = []] = await textRows(
    connection,
    `select ${digits.join(', ')} from read_csv(${source}, all_varchar = true)`,
  );
  return suspects.filter((_, index) => verdicts[index] === 'true');
}

/** The arguments of DuckDB's `read_csv` that all readers of CSV here share. */
export function csvArguments(path: string, missing: readonly string[]): string {
  const delimiter = formatOf(path) === 'tsv' ? `, delim = '\t'` : '';
  return `${quoteText(path)}, header = true, skip = 0, nullstr = ${quoteList(['', ...missing])}${delimiter}`;
}
