import { parseDay } from '#base';

/* Object ids of the types whose text both adapters must read alike. */
export const OID = {
  bytea: 17,
  int8: 20,
  json: 114,
  float4: 700,
  float8: 701,
  date: 1082,
  numeric: 1700,
  jsonb: 3802,
} as const;

/** Readers of a column's text by type, the same for both adapters. */
export const valueParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [OID.bytea]: parseBytes,
  [OID.int8]: parseInteger,
  [OID.json]: (text) => JSON.parse(text),
  [OID.float4]: Number,
  [OID.float8]: Number,
  [OID.date]: parseDay,
  [OID.numeric]: (text) => text,
  [OID.jsonb]: (text) => JSON.parse(text),
};

function parseInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function parseBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
