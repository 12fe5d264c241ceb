import { formatDay } from '#base';
import type { ColumnType } from './table.ts';
import type { SqlValue } from './unit.ts';

/** A column of values as a Postgres array literal, the form in which both adapters send rows. */
export function encodeArray(type: ColumnType, values: readonly SqlValue[]): string {
  const encode = ENCODERS[type];
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    text += i === 0 ? '' : ',';
    text += value === null || value === undefined ? 'NULL' : encode(value);
  }
  return `${text}}`;
}

const ENCODERS: Readonly<Record<ColumnType, (value: SqlValue) => string>> = {
  text: (value) => quote(String(value)),
  int4: (value) => String(value),
  int8: (value) => String(value),
  // String(-0) loses the sign, and float64 must come back bit for bit.
  float8: (value) => (Object.is(value, -0) ? '-0' : String(value)),
  bool: (value) => (value === true ? 't' : 'f'),
  date: (value) => formatDay(Number(value)),
  bytea: (value) => `"\\\\x${asBuffer(value as Uint8Array).toString('hex')}"`,
  jsonb: (value) => quote(JSON.stringify(value)),
};

function quote(text: string): string {
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
