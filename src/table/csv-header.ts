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
  const line = await firstLineOf(path);
  const delimiter = [',', '\t', ';', '|'].reduce((best, mark) =>
    countOf(line, mark) > countOf(line, best) ? mark : best,
  );
  const record = parseCsvRecord(line, delimiter);
  const names = record.kind === 'fields' ? record.fields : [''];
  const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  if (line !== '' && wrong === undefined) return { names, delimiter };
  const what = line === '' ? 'is empty' : wrong === '' ? 'has a column without a name' : `names "${wrong}" twice`;
  throw new TallyError('TABLE_HEADER', `the first line of "${path}" ${what}`, {
    hint: 'the first line must name every column once',
  });
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
