import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { TallyError } from '#base';
import { parseCsvRecord } from './csv-records.ts';

/** The header of a CSV file and the delimiter it was written with. */
export interface CsvHeader {
  readonly names: readonly string[];
  readonly delimiter: string;
}

/**
 * Reads the first line of a CSV, plain or gzipped.
 *
 * @throws TallyError `TABLE_HEADER` when it is missing, or has an empty or doubled name.
 */
export async function readCsvHeader(path: string): Promise<CsvHeader> {
  const { line, names, delimiter } = await headerOf(path);
  const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  if (line !== '' && wrong === undefined) return { names, delimiter };
  throw badHeader(
    path,
    line === '' ? 'is empty' : wrong === '' ? 'has a column without a name' : `names "${wrong}" twice`,
  );
}

/**
 * Reads the first line of a CSV and refuses one that names a column twice; case does not tell names apart, as in SQL.
 *
 * @throws TallyError `TABLE_HEADER`.
 */
export async function readDistinctNames(path: string): Promise<CsvHeader> {
  const header = await headerOf(path);
  const seen = new Map<string, string>();
  for (const name of header.names) {
    const before = seen.get(name.toLowerCase());
    if (name !== '' && before !== undefined) {
      throw badHeader(path, before === name ? `names "${name}" twice` : `names "${before}" and "${name}"`);
    }
    seen.set(name.toLowerCase(), name);
  }
  return header;
}

function badHeader(path: string, what: string): TallyError {
  return new TallyError('TABLE_HEADER', `the first line of "${path}" ${what}`, {
    hint: 'the first line must name every column once',
  });
}

async function headerOf(path: string): Promise<CsvHeader & { readonly line: string }> {
  const line = await firstLineOf(path);
  const delimiter = [',', '\t', ';', '|'].reduce((best, mark) =>
    countOf(line, mark) > countOf(line, best) ? mark : best,
  );
  const record = parseCsvRecord(line, delimiter);
  return { line, delimiter, names: record.kind === 'fields' ? record.fields : [''] };
}

function countOf(line: string, mark: string): number {
  return line.split(mark).length - 1;
}

async function firstLineOf(path: string): Promise<string> {
  const file = createReadStream(path);
  const text = /\.gz$/i.test(path) ? file.pipe(createGunzip()) : file;
  const lines = createInterface({ input: text, crlfDelay: Infinity });
  try {
    for await (const line of lines) return line.replace(/^\uFEFF/, '');
    return '';
  } finally {
    lines.close();
    file.destroy();
  }
}
