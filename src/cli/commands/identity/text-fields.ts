import { parseDay, TallyError } from '#base';
import { column, valueAt, type Frame } from '#table';

/** The first column whose name fits. */
export function findName(frame: Frame, pattern: RegExp): string | undefined {
  return frame.names.find((name) => pattern.test(name.trim()));
}

/** A column as texts, empty where missing. */
export function textsOf(frame: Frame, name: string): string[] {
  const found = column(frame, name);
  return Array.from({ length: frame.rows }, (_, row) => String(valueAt(found, row) ?? ''));
}

/** @throws TallyError `IDENTITY_VALUE_COLUMNS` with the first row that holds no number. */
export function numbersOf(frame: Frame, name: string): Float64Array {
  return Float64Array.from(textsOf(frame, name), (text, row) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value)) return value;
    throw wrongValue(name, row, `"${text}", no number`);
  });
}

/** Days of a column of dates, `2024-03-31`, `20240331` or with a time. */
export function daysOf(frame: Frame, name: string): Int32Array {
  return Int32Array.from(textsOf(frame, name), (text, row) => {
    const day = dayOf(text);
    if (day !== undefined) return day;
    throw wrongValue(name, row, `"${text}", no date`);
  });
}

/** The day of a text, or undefined. */
export function dayOf(text: string): number | undefined {
  const found = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[T ].*)?$/.exec(text.trim());
  if (found === null) return undefined;
  try {
    return parseDay(`${found[1]}-${found[2]}-${found[3]}`);
  } catch {
    return undefined;
  }
}

function wrongValue(name: string, row: number, what: string): TallyError {
  return new TallyError('IDENTITY_VALUE_COLUMNS', `"${name}" is ${what}, in row ${row + 1}`, {
    hint: 'name another column; dates are YYYY-MM-DD or YYYYMMDD',
  });
}
