import { TallyError } from '#base';
import { Int32Column } from '../../growable.ts';
import { Chain } from './chain.ts';
import type { Chunks } from './chunks.ts';
import { EventRows, type RowFaults } from './event-rows.ts';
import { NumberColumn, TextColumn } from './field-column.ts';
import type { NamesImage } from './names.ts';
import type { SourceRows } from './source-rows.ts';

/** Takes bytes in order. */
export type ByteSink = (bytes: Uint8Array) => void;

/** Fills the array with the next bytes; throws when there are not as many. */
export type ByteSource = (into: Uint8Array) => void;

const FORMAT = 2;

const NO_NAMES: NamesImage = { starts: new Int32Array(0), lengths: new Int32Array(0), units: new Uint16Array(0) };

type Lengths = readonly number[];

interface SlotImage {
  readonly field: string;
  readonly column: Lengths;
  readonly isWide: boolean;
  readonly chain: ChainImage | undefined;
}

interface ChainImage {
  readonly older: Lengths;
  readonly keys: number;
}

interface RowsHeader {
  readonly format: number;
  readonly isClosed: boolean;
  readonly fields: readonly { name: string; isText: boolean; isEntity: boolean; names: number; units: number }[];
  readonly sources: readonly {
    readonly name: string;
    readonly rows: number;
    readonly isAscending: boolean;
    readonly last: number | null;
    readonly times: readonly Lengths[];
    readonly slots: readonly SlotImage[];
    readonly everyone: ChainImage | undefined;
  }[];
  readonly faults: RowFaults;
}

/** Writes rows as they lie in memory: a header in JSON, names, then raw columns. Speed: that of the disk. */
export function saveRows(rows: EventRows, write: ByteSink): void {
  for (const source of rows.sources.values()) for (const chain of chainsOf(source)) chain.settleAll();
  writeJson(write, headerOf(rows));
  for (const { names } of rows.fields.values()) {
    const { starts, lengths, units } = names?.image() ?? NO_NAMES;
    for (const part of [starts, lengths, units]) write(bytesOf(part));
  }
  for (const source of rows.sources.values()) for (const part of partsOf(source)) write(bytesOf(part));
}

/**
 * Rows from what {@link saveRows} wrote.
 *
 * @throws TallyError `FACTORS_SNAPSHOT` when it is of another format.
 */
export function restoreRows(read: ByteSource): EventRows {
  const header = readJson(read) as RowsHeader;
  if (header.format !== FORMAT) {
    throw new TallyError('FACTORS_SNAPSHOT', `the snapshot has format ${header.format}, not ${FORMAT}`, {
      hint: 'delete the snapshot: the state is replayed from the event log',
    });
  }
  const rows = new EventRows({ isClosed: header.isClosed });
  for (const { name, isText, isEntity, names, units } of header.fields) {
    const field = rows.declare(name, isText ? 'text' : 'number');
    field.isEntity = isEntity;
    const image = { starts: new Int32Array(names), lengths: new Int32Array(names), units: new Uint16Array(units) };
    for (const part of [image.starts, image.lengths, image.units]) read(bytesOf(part));
    field.names?.restore(image);
  }
  for (const image of header.sources) {
    const source = rows.sourceOf(image.name);
    source.rows = image.rows;
    source.isAscending = image.isAscending;
    source.last = image.last ?? -Infinity;
    [source.occurred, source.recorded, source.positions].forEach((chunks, i) => allot(chunks, image.times[i]));
    for (const slot of image.slots) restoreSlot(rows, source, slot);
    if (image.everyone !== undefined) source.everyone = restoreChain(source, image.everyone);
    for (const part of partsOf(source)) read(bytesOf(part));
  }
  rows.addFaults(header.faults);
  rows.findHot();
  return rows;
}

function headerOf(rows: EventRows): RowsHeader {
  return {
    format: FORMAT,
    isClosed: rows.isClosed,
    fields: [...rows.fields.values()].map(({ name, names, isEntity }) => ({
      ...{ name, isEntity, isText: names !== undefined, names: names?.size ?? 0 },
      units: names?.image().units.length ?? 0,
    })),
    sources: [...rows.sources.values()].map((source) => ({
      name: source.name,
      rows: source.rows,
      isAscending: source.isAscending,
      last: Number.isFinite(source.last) ? source.last : null,
      times: [source.occurred, source.recorded, source.positions].map(lengthsOf),
      slots: [...source.slots].map(([field, { column, chain }]) => ({
        field,
        isWide: column instanceof NumberColumn && column.whole === undefined,
        column: lengthsOf(columnChunks(column as TextColumn | NumberColumn)),
        chain: chain && chainImage(chain),
      })),
      everyone: source.everyone && chainImage(source.everyone),
    })),
    faults: rows.faults,
  };
}

function restoreSlot(rows: EventRows, source: SourceRows, { field: name, column: lengths, isWide, chain }: SlotImage) {
  const field = rows.declare(name, 'number');
  const column = field.names === undefined ? new NumberColumn() : new TextColumn(field.names);
  if (isWide && column instanceof NumberColumn) column.whole = undefined;
  allot(columnChunks(column), lengths);
  source.slots.set(name, { field, column, chain: chain && restoreChain(source, chain) });
}

function restoreChain(source: SourceRows, { older, keys }: ChainImage): Chain {
  const chain = new Chain(source);
  allot(chain.older, older);
  chain.heads.replace(new Int32Array(keys));
  chain.counts.replace(new Int32Array(keys));
  return chain;
}

const chainImage = ({ older, heads }: Chain): ChainImage => ({ older: lengthsOf(older), keys: heads.length });

const lengthsOf = ({ chunks }: Chunks<Float64Array> | Chunks<Int32Array>): Lengths =>
  chunks.map(({ length }) => length);

function allot(into: Chunks<Float64Array> | Chunks<Int32Array>, lengths: Lengths = []): void {
  lengths.forEach((length, c) => (into.chunks[c] = into.make(length)));
}

function columnChunks(column: TextColumn | NumberColumn): Chunks<Float64Array> | Chunks<Int32Array> {
  return column instanceof TextColumn ? column.codes : (column.whole ?? column.wide);
}

function chainsOf({ slots, everyone }: SourceRows): Chain[] {
  return [...slots.values()].flatMap(({ chain }) => chain ?? []).concat(everyone ?? []);
}

/** The arrays of a source, always in the same order. */
function partsOf(source: SourceRows): (Float64Array | Int32Array)[] {
  const columns = [...source.slots.values()].flatMap(({ column }) => [
    ...columnChunks(column as TextColumn | NumberColumn).chunks,
  ]);
  const chains = chainsOf(source).flatMap(({ older, heads, counts }) => [
    ...older.chunks,
    trimmed(heads),
    trimmed(counts),
  ]);
  const times = [source.occurred, source.recorded, source.positions].flatMap(({ chunks }) => chunks);
  return [...times, ...columns, ...chains];
}

const trimmed = ({ values, length }: Int32Column): Int32Array => values.subarray(0, length);

const bytesOf = (part: Float64Array | Int32Array | Uint16Array): Uint8Array =>
  new Uint8Array(part.buffer, part.byteOffset, part.byteLength);

function writeJson(write: ByteSink, value: unknown): void {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  write(bytesOf(Int32Array.of(bytes.length)));
  write(bytes);
}

function readJson(read: ByteSource): unknown {
  const length = new Int32Array(1);
  read(bytesOf(length));
  const bytes = new Uint8Array(length[0] ?? 0);
  read(bytes);
  return JSON.parse(new TextDecoder().decode(bytes));
}
