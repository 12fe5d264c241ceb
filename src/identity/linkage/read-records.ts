import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { TallyError } from '#base';
import { createFrame, readTable, stringColumn, type Frame } from '#table';
import { parseDelimited } from './parse-delimited.ts';

/**
 * Reads records as they stand in the file: every column is text, so that leading zeros and odd dates survive.
 * CSV (comma, semicolon, tab or bar), CSV.gz, TSV, Parquet and Arrow.
 *
 * @throws TallyError `IDENTITY_LINK_FILE`, `IDENTITY_LINK_RECORDS`, and those of `readTable`.
 */
export async function readRecords(path: string): Promise<Frame> {
  if (!/\.(csv|tsv|txt)(\.gz)?$/i.test(path)) return readTable(path);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    throw new TallyError('IDENTITY_LINK_FILE', `there is no file "${path}"`, { hint: 'check the path', status: 404 });
  }
  const bytes = await readFile(path);
  const text = (/\.gz$/i.test(path) ? await unzipped(bytes, path) : bytes).toString('utf8').replace(/^\ufeff/, '');
  if (text.trim() === '') {
    throw new TallyError('IDENTITY_LINK_FILE', `"${path}" is empty`, { hint: 'the file needs a header line and rows' });
  }
  const { header, rows } = parseDelimited(text, path);
  return createFrame(header.map((name, at) => [name, stringColumn(rows.map((row) => trimmed(row[at])))] as const));
}

async function unzipped(bytes: Buffer, path: string): Promise<Buffer> {
  return promisify(gunzip)(bytes).catch((cause: unknown) => {
    throw new TallyError('IDENTITY_LINK_FILE', `"${path}" is no gzip file`, {
      hint: 'name it .csv, or zip it again',
      cause,
    });
  });
}

function trimmed(value: string | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}
