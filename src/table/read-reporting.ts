import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnKind } from './column.ts';
import { cleanCsv } from './csv-clean.ts';
import { formatCsvRecord } from './csv-records.ts';
import { readCsvHeader, type CsvHeader } from './csv-header.ts';
import { quoteName, quoteText, withDuckDb } from './duckdb.ts';
import type { Frame } from './frame.ts';
import { brokenFile, requireContent, type ReadOptions } from './read.ts';
import { quoteList, readRelation, textRows } from './relation.ts';

/** A row of a CSV that could not be read. */
export interface BadRow {
  /** Number of the row, 1 for the first after the header; a field may span lines and empty lines do not count. */
  readonly row: number;
  /** Column at fault, null when the row as a whole is. */
  readonly column: string | null;
  readonly reason: string;
  /** The row as it stands in the file. */
  readonly text: string;
}

/** The good rows as a frame, and what was wrong with the others. */
export interface CsvReport {
  readonly frame: Frame;
  /** In file order, one entry per bad row (its first fault). */
  readonly bad: readonly BadRow[];
  /** The header line, for writing bad rows to a file of their own. */
  readonly header: string;
}

/** A column is numeric (or a date) when at least this share of its values is; the others make bad rows. */
const MAJORITY = 0.9;

const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  float64: 'DOUBLE',
  int32: 'INTEGER',
  string: 'VARCHAR',
  date: 'DATE',
};

/**
 * Reads a CSV of doubtful quality: keeps every good row and reports the bad ones with row number, column and reason.
 * Types are those of `options.types`, or what nine values in ten of a column are. A cleaned copy exists for the time of the
 * call in a private folder of the system's temporary directory.
 *
 * @throws TallyError `TABLE_FILE_MISSING`, `TABLE_FILE_EMPTY`, `TABLE_HEADER`, `TABLE_FILE_BROKEN`.
 */
export async function readCsvReporting(path: string, options: ReadOptions = {}): Promise<CsvReport> {
  await requireContent(path);
  try {
    const header = await readCsvHeader(path);
    const source = { path, header, missing: options.missing ?? [] };
    const { frame, bad } = await loadCleaned(source, options);
    return { frame, bad, header: formatCsvRecord(header.names, header.delimiter) };
  } catch (error) {
    throw brokenFile(path, error);
  }
}

interface Loaded {
  readonly frame: Frame;
  readonly bad: readonly BadRow[];
}

async function load(source: Source, options: ReadOptions): Promise<Loaded> {
  return withDuckDb(async (connection) => {
    const types = await columnTypes(connection, source, options);
    await connection.run(`create temp table source as from ${scan(source, types)}`);
    const frame = await readRelation(connection, 'source', options.types ?? {});
    return { frame, bad: await rejectedRows(connection) };
  });
}

/** DuckDB decides about values only: after a broken quote it gives up or miscounts, so a clean copy goes to it. */
async function loadCleaned(source: Source, options: ReadOptions): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), 'tally-csv-'));
  try {
    const path = join(folder, 'clean.csv');
    const cleaned = await cleanCsv(source, path);
    const { frame, bad } = await load({ ...source, path }, options);
    const renumbered = bad.map((row) => ({ ...row, row: cleaned.rowNumbers[row.row - 1] ?? row.row }));
    return { frame, bad: [...cleaned.bad, ...renumbered].sort((a, b) => a.row - b.row) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Source {
  readonly path: string;
  readonly header: CsvHeader;
  readonly missing: readonly string[];
}

function scan({ path, header, missing }: Source, types: readonly string[]): string {
  const columns = header.names.map((name, index) => `${quoteText(name)}: ${quoteText(types[index] ?? 'VARCHAR')}`);
  const dialect = `auto_detect = false, header = true, delim = ${quoteText(header.delimiter)}, quote = '"', escape = '"'`;
  const nulls = `nullstr = ${quoteList(['', ...missing])}`;
  return `read_csv(${quoteText(path)}, ${dialect}, ${nulls}, columns = {${columns.join(', ')}}, store_rejects = true, rejects_limit = 0)`;
}

async function columnTypes(connection: DuckDBConnection, source: Source, options: ReadOptions): Promise<string[]> {
  const { names } = source.header;
  const texts = names.map(() => 'VARCHAR');
  await connection.run(`create temp table texts as from ${scan(source, texts)}`);
  await connection.run('delete from reject_errors');
  const types: string[] = [];
  for (const name of names) {
    const wanted = options.types?.[name];
    types.push(wanted === undefined ? await guessType(connection, name) : SQL_TYPES[wanted]);
  }
  await connection.run('drop table texts');
  return types;
}

async function guessType(connection: DuckDBConnection, name: string): Promise<string> {
  const value = quoteName(name);
  const counts = [
    `count(${value})`,
    `count(try_cast(${value} as double))`,
    `count(*) filter (regexp_full_match(${value}, '\\s*[+-]?\\d+\\s*'))`,
    `count(*) filter (regexp_full_match(${value}, '\\d{4}-\\d{2}-\\d{2}'))`,
    `count(*) filter (lower(${value}) in ('true', 'false'))`,
  ];
  const [row = []] = await textRows(connection, `select ${counts.join(', ')} from texts`);
  const [all = 0, numbers = 0, integers = 0, dates = 0, booleans = 0] = row.map(Number);
  const isMost = (count: number): boolean => all > 0 && count >= MAJORITY * all;
  if (isMost(numbers)) return integers === numbers ? 'BIGINT' : 'DOUBLE';
  if (isMost(dates)) return 'DATE';
  return isMost(booleans) ? 'BOOLEAN' : 'VARCHAR';
}

async function rejectedRows(connection: DuckDBConnection): Promise<BadRow[]> {
  const rows = await textRows(
    connection,
    'select line, column_name, error_type, error_message, csv_line from reject_errors order by line, column_idx',
  );
  const bad = new Map<number, BadRow>();
  for (const [line, column = null, type, message, text] of rows) {
    const row = Number(line) - 1;
    const isWhole = type !== 'CAST';
    if (!bad.has(row))
      bad.set(row, {
        row,
        column: isWhole ? null : column,
        reason: message ?? '',
        text: (text ?? '').replace(/^[\r\n]+/, ''),
      });
  }
  return [...bad.values()];
}
