import { TallyError } from '#base';

/*
 * Large tables of saved models as base64 of little-endian IEEE numbers: exact, and a third of the length of decimal text.
 */

/** Doubles as text; {@link unpackFloat64} gives the same bits back. */
export function packFloat64(values: Float64Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i] as number, true);
  return Buffer.from(view.buffer).toString('base64');
}

/**
 * The doubles of {@link packFloat64}.
 *
 * @throws TallyError `LEARN_MODEL_INVALID` when there are not exactly `length`.
 */
export function unpackFloat64(text: string, length: number): Float64Array {
  const view = bytesOf(text, length * 8);
  return Float64Array.from({ length }, (_, i) => view.getFloat64(8 * i, true));
}

/** Single-precision numbers as text. */
export function packFloat32(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i] as number, true);
  return Buffer.from(view.buffer).toString('base64');
}

/**
 * The numbers of {@link packFloat32}.
 *
 * @throws TallyError `LEARN_MODEL_INVALID` when there are not exactly `length`.
 */
export function unpackFloat32(text: string, length: number): Float32Array {
  const view = bytesOf(text, length * 4);
  return Float32Array.from({ length }, (_, i) => view.getFloat32(4 * i, true));
}

/** Integers of 32 bits as text. */
export function packInt32(values: Int32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i++) view.setInt32(4 * i, values[i] as number, true);
  return Buffer.from(view.buffer).toString('base64');
}

/**
 * The integers of {@link packInt32}.
 *
 * @throws TallyError `LEARN_MODEL_INVALID` when there are not exactly `length`.
 */
export function unpackInt32(text: string, length: number): Int32Array {
  const view = bytesOf(text, length * 4);
  return Int32Array.from({ length }, (_, i) => view.getInt32(4 * i, true));
}

function bytesOf(text: string, expected: number): DataView {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === expected) return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  throw new TallyError('LEARN_MODEL_INVALID', `a table of the model has ${bytes.length} bytes, not ${expected}`, {
    hint: 'the file was changed or cut short: save the model again',
  });
}
