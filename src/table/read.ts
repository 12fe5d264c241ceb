import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TallyError, messageOf } from '#base';
import { quoteName, quoteText, withDuckDb } from './duckdb.ts';
import { readDistinctNames } from './csv-header.ts';
import { formatOf } from './format.ts';
import type { Frame } from './frame.ts';
import { readWideCsv, WIDE_FROM } from './read-wide-csv.ts';
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
 * @throws TallyError `TABLE_FILE_MISSING`, `TABLE_FILE_EMPTY`, `TABLE_FORMAT_UNKNOWN`, `TABLE_FILE_BROKEN`, `TABLE_HEADER`.
 * @example
 * const frame = await readTable('loans.csv.gz', { types: { zip: 'string' } });
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<Frame> {
  const format = formatOf(path);
  await requireContent(path);
  try {
    if (format === 'arrow') return await (await import('./arrow.ts')).readArrow(path);
    const header = format === 'parquet' ? undefined : await readDistinctNames(path);
    if (header !== undefined && header.names.length >= WIDE_FROM) {
      return await readWideCsv({ ...header, path, missing: options.missing ?? [], kinds: options.types ?? {} });
    }
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
  await readInfinity(connection);
  const identifiers = await longIdentifiers(connection, csvArguments(path, missing));
  if (identifiers.length === 0) return;
  const types = identifiers.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  await load(`, sample_size = -1, types = {${types}}`);
}

/** Makes columns doubles that hold numbers and infinite ones: where the first row says `inf`, DuckDB takes it for a date. */
async function readInfinity(connection: DuckDBConnection): Promise<void> {
  const others = `column_type in ('VARCHAR', 'DATE') or column_type like 'TIMESTAMP%'`;
  const described = await textRows(connection, `select column_name from (describe source) where ${others}`);
  if (described.length === 0) return;
  const columns = described.map(([name]) => quoteName(name ?? ''));
  const text = (c: string): string => `ltrim(lower(cast(${c} as varchar)), '+')`;
  const tests = columns.map(
    (c) =>
      `bool_or(${text(c)} in ('inf', '-inf', 'infinity', '-infinity')) and count(${c}) = count(try_cast(${text(c)} as double))`,
  );
  const [verdicts = []] = await textRows(connection, `select ${tests.join(', ')} from source`);
  for (const c of columns.filter((_, index) => verdicts[index] === 'true')) {
    await connection.run(`alter table source alter ${c} type double using try_cast(${text(c)} as double)`);
  }
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
