import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { formatCsvRecord, parseCsvRecord } from './csv-records.ts';
import type { CsvHeader } from './csv-header.ts';
import type { BadRow } from './read-reporting.ts';

/** What was wrong with the shape of rows, and which rows of the source the clean file holds. */
export interface CleanedCsv {
  readonly bad: readonly BadRow[];
  /** Number in the source of the clean file's rows; both count from 1. */
  readonly rowNumbers: readonly number[];
}

/** Lines that a quoted field may span; beyond it the quote counts as never closed. */
const LONGEST_FIELD_LINES = 50;

/**
 * Copies the well-formed records of a CSV to `target` and reports the others. A record with a broken quote costs its own
 * line only: reading goes on with the next line.
 */
export async function cleanCsv(source: { path: string; header: CsvHeader }, target: string): Promise<CleanedCsv> {
  const cleaner = new Cleaner(source.header);
  const file = createReadStream(source.path);
  const text = /\.gz$/i.test(source.path) ? file.pipe(createGunzip()) : file;
  const output = await open(target, 'w');
  try {
    await output.write(`${formatCsvRecord(source.header.names, source.header.delimiter)}\n`);
    let isHeader = true;
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      if (!isHeader) cleaner.add(line);
      isHeader = false;
      if (cleaner.waiting > 1 << 20) await output.write(cleaner.take());
    }
    cleaner.end();
    await output.write(cleaner.take());
  } finally {
    await output.close();
    file.destroy();
  }
  return { bad: cleaner.bad, rowNumbers: cleaner.rowNumbers };
}

class Cleaner {
  readonly bad: BadRow[] = [];
  readonly rowNumbers: number[] = [];
  private readonly header: CsvHeader;
  private pending: string[] = [];
  private good: string[] = [];
  private size = 0;
  private row = 0;

  constructor(header: CsvHeader) {
    this.header = header;
  }

  get waiting(): number {
    return this.size;
  }

  take(): string {
    const text = this.good.join('');
    this.good = [];
    this.size = 0;
    return text;
  }

  add(line: string): void {
    if (line === '' && this.pending.length === 0) return;
    this.pending.push(line);
    this.settle(false);
  }

  end(): void {
    while (this.pending.length > 0) this.settle(true);
  }

  private settle(isEnd: boolean): void {
    const text = this.pending.join('\n');
    const record = parseCsvRecord(text, this.header.delimiter);
    if (record.kind === 'fields') return this.accept(text, record.fields);
    if (record.kind === 'open' && !isEnd && this.pending.length < LONGEST_FIELD_LINES) return;
    const [first = '', ...rest] = this.pending;
    this.reject(first, record.kind === 'broken' ? record.reason : 'a quote that is never closed');
    this.pending = [];
    for (const line of rest) this.add(line);
  }

  private accept(text: string, fields: readonly string[]): void {
    this.pending = [];
    const wanted = this.header.names.length;
    if (fields.length !== wanted) return this.reject(text, `${fields.length} fields in place of ${wanted}`);
    if (text.includes('\uFFFD')) return this.reject(text, 'the text is not UTF-8');
    if (text.includes('\u0000')) return this.reject(text, 'a zero byte');
    this.row++;
    this.rowNumbers.push(this.row);
    const line = text.includes('"') ? formatCsvRecord(fields, this.header.delimiter) : text;
    this.good.push(`${line}\n`);
    this.size += line.length;
  }

  private reject(text: string, reason: string): void {
    this.row++;
    this.bad.push({ row: this.row, column: null, reason, text });
  }
}
