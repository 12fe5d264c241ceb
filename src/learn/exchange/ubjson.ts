import { ByteReader } from './byte-reader.ts';
import { badFile } from './import-error.ts';

/** Containers inside each other. */
const MAX_DEPTH = 64;

/** Reads Universal Binary JSON (draft 12), with typed and counted containers. Throws `LEARN_IMPORT_FORMAT`. */
export function parseUbjson(bytes: Uint8Array): unknown {
  const source = new ByteReader(bytes, 'big');
  return readValue(source, marker(source), 0);
}

function marker(source: ByteReader): string {
  let mark = String.fromCharCode(source.uint8());
  while (mark === 'N') mark = String.fromCharCode(source.uint8());
  return mark;
}

const SCALARS: Readonly<Record<string, (source: ByteReader) => unknown>> = {
  Z: () => null,
  T: () => true,
  F: () => false,
  i: (source) => source.int8(),
  U: (source) => source.uint8(),
  I: (source) => source.int16(),
  l: (source) => source.int32(),
  L: (source) => source.int64(),
  d: (source) => source.float32(),
  D: (source) => source.float64(),
  C: (source) => source.text(1),
  S: (source) => readText(source),
  H: (source) => Number(readText(source)),
};

function readValue(source: ByteReader, mark: string, depth: number): unknown {
  if (depth > MAX_DEPTH) throw badFile('its containers are nested too deeply');
  if (mark === '[') return readArray(source, depth);
  if (mark === '{') return readObject(source, depth);
  const read = Object.hasOwn(SCALARS, mark) ? SCALARS[mark] : undefined;
  if (read === undefined) throw badFile(`the mark "${mark}" is no part of UBJSON`);
  return read(source);
}

function readCount(source: ByteReader): number {
  const mark = marker(source);
  const count = 'iUIlL'.includes(mark) ? SCALARS[mark]?.(source) : undefined;
  if (typeof count === 'number' && count >= 0) return count;
  throw badFile(`a length is ${String(count)}`);
}

function readText(source: ByteReader): string {
  return source.text(readCount(source));
}

interface Container {
  readonly type: string | undefined;
  readonly count: number | undefined;
}

function readHead(source: ByteReader): Container {
  let type: string | undefined;
  if (source.peek() === '$'.charCodeAt(0)) {
    source.uint8();
    type = marker(source);
  }
  if (source.peek() !== '#'.charCodeAt(0)) {
    if (type === undefined) return { type, count: undefined };
    throw badFile('a typed container has no length');
  }
  source.uint8();
  const count = readCount(source);
  // Values without bytes could stand for any number of them.
  if (type !== undefined && 'ZTF'.includes(type)) throw badFile('a container of values without bytes');
  return { type, count };
}

function readArray(source: ByteReader, depth: number): unknown[] {
  const { type, count } = readHead(source);
  const values: unknown[] = [];
  while (count === undefined ? source.peek() !== ']'.charCodeAt(0) : values.length < count) {
    values.push(readValue(source, type ?? marker(source), depth + 1));
  }
  if (count === undefined) source.uint8();
  return values;
}

function readObject(source: ByteReader, depth: number): Record<string, unknown> {
  const { type, count } = readHead(source);
  const entries: [string, unknown][] = [];
  while (count === undefined ? source.peek() !== '}'.charCodeAt(0) : entries.length < count) {
    const name = readText(source);
    entries.push([name, readValue(source, type ?? marker(source), depth + 1)]);
  }
  if (count === undefined) source.uint8();
  return Object.fromEntries(entries);
}
