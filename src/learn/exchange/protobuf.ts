import { badFile } from './import-error.ts';

/** The fields of a message: by number, every occurrence in order. */
export interface Message {
  /** Nested messages. */
  messages(field: number): Message[];
  texts(field: number): string[];
  /** Integers, packed or not. */
  integers(field: number): number[];
  /** Single-precision numbers, packed or not. */
  floats(field: number): number[];
  doubles(field: number): number[];
  bytes(field: number): Uint8Array[];
}

/** A value as it lies in the file: a varint, or bytes. */
type Raw = number | Uint8Array;

/**
 * Reads the wire format of Protocol Buffers: the fields of one message. Nested messages are read when they are asked for.
 * https://protobuf.dev/programming-guides/encoding/
 */
export function readMessage(bytes: Uint8Array): Message {
  const fields = new Map<number, Raw[]>();
  const cursor = new Cursor(bytes);
  while (cursor.at < bytes.length) {
    const key = cursor.varint();
    const values = fields.get(Math.floor(key / 8));
    const value = cursor.value(key % 8);
    if (values === undefined) fields.set(Math.floor(key / 8), [value]);
    else values.push(value);
  }
  const of = (field: number): readonly Raw[] => fields.get(field) ?? [];
  const asBytes = (field: number): Uint8Array[] => of(field).map(bytesOf);
  return {
    bytes: asBytes,
    messages: (field) => asBytes(field).map(readMessage),
    texts: (field) => asBytes(field).map((text) => new TextDecoder().decode(text)),
    integers: (field) => of(field).flatMap((raw) => (typeof raw === 'number' ? [raw] : packedVarints(raw))),
    floats: (field) => asBytes(field).flatMap((raw) => fixed(raw, 4, (view, at) => view.getFloat32(at, true))),
    doubles: (field) => asBytes(field).flatMap((raw) => fixed(raw, 8, (view, at) => view.getFloat64(at, true))),
  };
}

class Cursor {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** A varint as a signed 64-bit integer. */
  varint(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw badFile('it ends in the middle of a number');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
    throw badFile('it holds a number of more than 64 bits');
  }

  value(type: number): Raw {
    if (type === 0) return this.varint();
    if (type === 1) return this.take(8);
    if (type === 5) return this.take(4);
    if (type === 2) return this.take(this.varint());
    throw badFile('it is no ONNX model');
  }

  private take(length: number): Uint8Array {
    const from = this.at;
    if (!(length >= 0 && length <= this.bytes.length - from)) throw badFile('it ends too early, or is no ONNX model');
    this.at = from + length;
    return this.bytes.subarray(from, from + length);
  }
}

function bytesOf(raw: Raw): Uint8Array {
  if (typeof raw === 'number') throw badFile('it is no ONNX model');
  return raw;
}

function packedVarints(bytes: Uint8Array): number[] {
  const cursor = new Cursor(bytes);
  const values: number[] = [];
  while (cursor.at < bytes.length) values.push(cursor.varint());
  return values;
}

function fixed(bytes: Uint8Array, size: number, read: (view: DataView, at: number) => number): number[] {
  if (bytes.length % size > 0) throw badFile('it holds a part of a number');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / size }, (_, i) => read(view, i * size));
}
