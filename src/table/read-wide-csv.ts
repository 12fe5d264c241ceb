import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { TallyError } from '#base';
import { dateColumn, float64Column, int32Column, stringColumn, type Column, type ColumnKind } from './column.ts';
import { createBitmap, clearBit } from './bitmap.ts';
import { parseCsvRecord } from './csv-records.ts';
import { createFrame, type Frame } from './frame.ts';
import type { KindOverrides } from './relation.ts';

/** From so many columns on a CSV is read here: DuckDB keeps buffers by column and runs out of memory. */
export const WIDE_FROM = 4_000;

interface WideCsv {
  readonly path: string;
  readonly names: readonly string[];
  readonly delimiter: string;
  readonly missing: readonly string[];
  readonly kinds: KindOverrides;
}

/**
 * Reads a CSV of very many columns, a line at a time: numbers, ISO dates and texts, by what all values of a column are.
 *
 * @throws TallyError `TABLE_FILE_BROKEN` for a line with another number of fields, or a quoted field over several lines.
 */
export async function readWideCsv(csv: WideCsv): Promise<Frame> {
  const { names, kinds } = csv;
  const blanks = new Set(['', ...csv.missing]);
  const cells: string[][] = [];
  let line = 0;
  for await (const text of linesOf(csv.path)) {
    line++;
    if (line === 1 || (text === '' && names.length > 1)) continue;
    const record = parseCsvRecord(text, csv.delimiter);
    if (record.kind !== 'fields' || record.fields.length !== names.length) throw brokenLine(csv, line, record);
    cells.push([...record.fields]);
  }
  return createFrame(
    names.map((name, c) => {
      const values = cells.map((row) => (blanks.has(row[c] as string) ? null : (row[c] as string)));
      const own = name === '' ? `column${c}` : name;
      return [own, columnOf(values, kinds[own] ?? kindOf(values))] as const;
    }),
  );
}

function linesOf(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  const text = /\.gz$/i.test(path) ? file.pipe(createGunzip()) : file;
  return createInterface({ input: text, crlfDelay: Infinity });
}

function brokenLine({ path, names }: WideCsv, line: number, record: ReturnType<typeof parseCsvRecord>): TallyError {
  const what =
    record.kind === 'fields' ? `${record.fields.length} fields instead of ${names.length}` : 'a broken quote';
  return new TallyError('TABLE_FILE_BROKEN', `"${path}" has ${what} in line ${line}`, {
    hint: 'write one record a line with a field for every column',
    data: { line },
  });
}

const INTEGER = /^[+-]?\d{1,15}$/;
const NUMBER = /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf(inity)?|nan)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TRUTH = /^(true|false)$/i;

function kindOf(values: readonly (string | null)[]): ColumnKind {
  const present = values.filter((value) => value !== null);
  const all = (pattern: RegExp): boolean => present.every((value) => pattern.test(value));
  if (present.length === 0) return 'string';
  if (all(INTEGER)) return present.every((value) => Math.abs(Number(value)) <= 2_147_483_647) ? 'int32' : 'float64';
  if (all(NUMBER)) return 'float64';
  if (all(TRUTH)) return 'int32';
  return all(DATE) ? 'date' : 'string';
}

function columnOf(values: readonly (string | null)[], kind: ColumnKind): Column {
  if (kind === 'string') return stringColumn(values);
  const numbers = Float64Array.from(values, (value) => (value === null ? NaN : numberOf(value, kind)));
  if (kind === 'float64') return float64Column(numbers);
  const validity = createBitmap(numbers.length, true);
  numbers.forEach((value, row) => value !== value && clearBit(validity, row));
  const whole = Int32Array.from(numbers);
  const given = numbers.some((value) => value !== value) ? validity : undefined;
  return kind === 'date' ? dateColumn(whole, given) : int32Column(whole, given);
}

const DAY_MS = 86_400_000;

function numberOf(text: string, kind: ColumnKind): number {
  if (kind === 'date') return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  if (TRUTH.test(text)) return text.toLowerCase() === 'true' ? 1 : 0;
  if (/inf/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}
