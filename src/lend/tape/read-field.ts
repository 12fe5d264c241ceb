import { currencyDigits, dayOfInstant, type Day } from '#base';
import { column, isValid, type Column, type Frame } from '#table';
import { numberAt, numberIn, textAt, type Cell } from './cell.ts';
import type { ColumnSource, FieldSource } from './mapping.ts';
import { readDate, type DateFormat } from './read-date.ts';
import { tapeLoanSchema, type TapeField } from './tape.ts';

/** Reads one canonical field of any row. */
export type ReadField = (row: number) => Cell;

export interface FieldReaderOptions {
  readonly field: TapeField;
  readonly source: FieldSource | undefined;
  readonly frame: Frame;
  /** Currency of the row, for amounts in major units; null when it is unknown. */
  readonly currency: (row: number) => string | null;
  /** Counts values without a documented meaning. */
  readonly undocumented: (column: string) => void;
}

const DATES: ReadonlySet<TapeField> = new Set(['appliedOn', 'disbursedOn', 'badOn']);
const NUMBERS: ReadonlySet<TapeField> = new Set(['amountMinor', 'outstandingMinor', 'termMonths', 'aprBps']);

/** Makes the reader of a field. A field without a source reads null everywhere. */
export function fieldReader(options: FieldReaderOptions): ReadField {
  const { field, source, frame } = options;
  if (source === undefined) return () => null;
  if ('constant' in source) return () => source.constant;
  const values = column(frame, source.column);
  const read =
    source.values === undefined ? plainReader(options, source, values) : listedReader(options, source, values);
  return (row) => {
    const cell = read(row);
    return cell === null || typeof cell === 'object' ? cell : checked(field, source.column, cell);
  };
}

/** What a field may hold is said once, in the schema of a loan. */
function checked(field: TapeField, name: string, cell: string | number): Cell {
  const issue = tapeLoanSchema.shape[field].safeParse(cell).error?.issues[0];
  return issue === undefined ? cell : { column: name, reason: `${field} is ${cell}: ${issue.message}` };
}

function listedReader({ field, undocumented }: FieldReaderOptions, source: ColumnSource, values: Column): ReadField {
  const listed = new Map(Object.entries(source.values ?? {}));
  return (row) => {
    const text = textAt(values, row);
    if (text === null) return null;
    const meant = listed.get(text);
    if (meant === undefined) undocumented(source.column);
    return typeof meant === 'string' && NUMBERS.has(field) ? numberIn(meant) : (meant ?? null);
  };
}

function plainReader(options: FieldReaderOptions, source: ColumnSource, values: Column): ReadField {
  const { field } = options;
  const name = source.column;
  const refuse = (row: number, what: string): Cell => ({
    column: name,
    reason: `"${textAt(values, row)}" is not ${what}`,
  });
  if (DATES.has(field)) {
    const format = source.format ?? 'iso';
    const read = dateReader(values, format);
    return (row) => (isValid(values, row) ? (read(row) ?? refuse(row, `a date (${format})`)) : null);
  }
  if (!NUMBERS.has(field)) return (row) => textAt(values, row);
  const scale = scaleOf(options, source);
  return (row) => {
    const value = numberAt(values, row);
    const factor = scale(row);
    if (value === null || factor === null) return null;
    return Number.isFinite(value) ? Math.round(value * factor) : refuse(row, 'a number');
  };
}

/** Dates that are dates in the file, or time stamps, need no format. */
function dateReader(values: Column, format: DateFormat): (row: number) => Day | undefined {
  if (values.kind === 'date') return (row) => values.values[row];
  if (values.kind === 'float64' && !format.startsWith('days'))
    return (row) => dayOfInstant(values.values[row] as number);
  return (row) => readDate(textAt(values, row) ?? '', format);
}

/** What a number of the file is multiplied by; null where an amount has no known currency and so no minor unit. */
function scaleOf({ field, currency }: FieldReaderOptions, { unit }: ColumnSource): (row: number) => number | null {
  const factor = { minor: 1, percent: 100, fraction: 10_000, bps: 1, months: 1, years: 12 };
  if (field === 'termMonths') return () => factor[unit === 'years' ? 'years' : 'months'];
  if (field === 'aprBps') return () => factor[unit === 'fraction' || unit === 'bps' ? unit : 'percent'];
  if (unit === 'minor') return () => 1;
  return (row) => {
    const code = currency(row);
    return code === null ? null : 10 ** currencyDigits(code);
  };
}
