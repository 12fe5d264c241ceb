import { assert } from '#base';
import { bitAt, clearBit, createBitmap, type Bitmap } from './bitmap.ts';

/** What a column holds: doubles, 32-bit integers, dictionary-coded texts, civil dates as days since 1970-01-01. */
export type ColumnKind = 'float64' | 'int32' | 'string' | 'date';

/** Doubles; NaN wherever a value is missing, so kernels may read `values` alone. */
export interface Float64Column {
  readonly kind: 'float64';
  readonly values: Float64Array;
  readonly validity?: Bitmap | undefined;
}

/** 32-bit integers; 0 wherever `validity` says missing. */
export interface Int32Column {
  readonly kind: 'int32';
  readonly values: Int32Array;
  readonly validity?: Bitmap | undefined;
}

/** Texts as codes into `dictionary` (each text once); code -1 wherever a value is missing. */
export interface StringColumn {
  readonly kind: 'string';
  readonly values: Int32Array;
  readonly dictionary: readonly string[];
  readonly validity?: Bitmap | undefined;
}

/** Civil dates as days since 1970-01-01; 0 wherever `validity` says missing. */
export interface DateColumn {
  readonly kind: 'date';
  readonly values: Int32Array;
  readonly validity?: Bitmap | undefined;
}

export type Column = Float64Column | Int32Column | StringColumn | DateColumn;

/** Doubles as a column; NaN means missing. The array is not copied. */
export function float64Column(values: Float64Array): Float64Column {
  let validity: Bitmap | undefined;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value === value) continue;
    validity ??= createBitmap(values.length, true);
    clearBit(validity, row);
  }
  return { kind: 'float64', values, validity };
}

/** Integers as a column without missing values, or with those of `validity`. The array is not copied. */
export function int32Column(values: Int32Array, validity?: Bitmap): Int32Column {
  return { kind: 'int32', values: blank(values, validity, 0), validity };
}

/** Days since 1970-01-01 as a column. The array is not copied. */
export function dateColumn(values: Int32Array, validity?: Bitmap): DateColumn {
  return { kind: 'date', values: blank(values, validity, 0), validity };
}

/** Texts as a dictionary column in order of first appearance; null means missing. */
export function stringColumn(texts: readonly (string | null | undefined)[]): StringColumn {
  const codeOf = new Map<string, number>();
  const values = new Int32Array(texts.length);
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row] ?? null;
    let code = text === null ? -1 : codeOf.get(text);
    if (code === undefined) codeOf.set(text as string, (code = codeOf.size));
    values[row] = code;
  }
  return dictionaryColumn(values, [...codeOf.keys()]);
}

/** Codes and their dictionary as a column; code -1 means missing. The array is not copied. */
export function dictionaryColumn(values: Int32Array, dictionary: readonly string[]): StringColumn {
  let validity: Bitmap | undefined;
  for (let row = 0; row < values.length; row++) {
    const code = values[row] as number;
    assert(code >= -1 && code < dictionary.length, 'a code outside its dictionary', { row, code });
    if (code !== -1) continue;
    validity ??= createBitmap(values.length, true);
    clearBit(validity, row);
  }
  return { kind: 'string', values, dictionary, validity };
}

/** True when the row has a value. */
export function isValid(column: Column, row: number): boolean {
  return bitAt(column.validity, row);
}

/** The value of a row: a number (days for dates), a text, or null when missing. For display and tests, not for loops. */
export function valueAt(column: Column, row: number): number | string | null {
  if (!isValid(column, row)) return null;
  const value = column.values[row] as number;
  return column.kind === 'string' ? (column.dictionary[value] ?? null) : value;
}

/** How many rows have no value. */
export function missingCount(column: Column): number {
  if (column.validity === undefined) return 0;
  let missing = 0;
  for (let row = 0; row < column.values.length; row++) if (!bitAt(column.validity, row)) missing++;
  return missing;
}

function blank(values: Int32Array, validity: Bitmap | undefined, filler: number): Int32Array {
  if (validity === undefined) return values;
  for (let row = 0; row < values.length; row++) if (!bitAt(validity, row)) values[row] = filler;
  return values;
}
