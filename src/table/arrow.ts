import { readFile, writeFile } from 'node:fs/promises';
import {
  DataType,
  Dictionary,
  Float64,
  Int32,
  Table,
  Utf8,
  Vector,
  DateDay,
  makeData,
  makeVector,
  tableFromIPC,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import { bitAt, clearBit, createBitmap, type Bitmap } from './bitmap.ts';
import { dateColumn, float64Column, int32Column, missingCount, stringColumn, type Column } from './column.ts';
import { createFrame, type Frame } from './frame.ts';

/** Reads an Arrow IPC file or stream. Numbers beyond int32 become doubles, everything else text. */
export async function readArrow(path: string): Promise<Frame> {
  const table = tableFromIPC(await readFile(path));
  return createFrame(
    table.schema.fields.map((field, index) => [field.name, fromVector(table.getChildAt(index), table.numRows)]),
  );
}

/** Writes an Arrow IPC file. */
export async function writeArrow(frame: Frame, path: string): Promise<void> {
  const vectors = Object.fromEntries(
    frame.names.map((name, index) => [name, toVector(frame.columns[index] as Column)]),
  );
  await writeFile(path, tableToIPC(new Table(vectors), 'file'));
}

function fromVector(vector: Vector | null, rows: number): Column {
  if (vector === null) return stringColumn(Array.from({ length: rows }, () => null));
  const type: DataType = vector.type;
  if (DataType.isInt(type) && (type.bitWidth < 32 || (type.bitWidth === 32 && type.isSigned))) {
    return integers(vector, int32Column);
  }
  if (DataType.isDate(type)) return integers(vector, dateColumn, (value) => Math.floor(value / 86_400_000));
  if (DataType.isBool(type)) return integers(vector, int32Column);
  if (DataType.isFloat(type) || DataType.isInt(type) || DataType.isTimestamp(type)) return doubles(vector, rows);
  return stringColumn(Array.from(vector, (value: unknown) => (value === null ? null : String(value))));
}

function doubles(vector: Vector, rows: number): Column {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value: unknown = vector.get(row);
    values[row] = value === null ? NaN : Number(value);
  }
  return float64Column(values);
}

function integers(
  vector: Vector,
  make: (values: Int32Array, validity?: Bitmap) => Column,
  convert: (value: number) => number = (value) => value,
): Column {
  const rows = vector.length;
  const values = new Int32Array(rows);
  let validity: Bitmap | undefined;
  for (let row = 0; row < rows; row++) {
    const value: unknown = vector.get(row);
    if (value !== null) {
      values[row] = convert(Number(value));
      continue;
    }
    validity ??= createBitmap(rows, true);
    clearBit(validity, row);
  }
  return make(values, validity);
}

function toVector(column: Column): Vector {
  const length = column.values.length;
  const nulls = { length, nullCount: missingCount(column), nullBitmap: column.validity ?? null };
  if (column.kind === 'float64') return makeVector(makeData({ type: new Float64(), data: column.values, ...nulls }));
  if (column.kind === 'int32') return makeVector(makeData({ type: new Int32(), data: column.values, ...nulls }));
  if (column.kind === 'date') return makeVector(makeData({ type: new DateDay(), data: column.values, ...nulls }));
  const dictionary = vectorFromArray([...column.dictionary], new Utf8());
  const data = column.values.map((code, row) => (bitAt(column.validity, row) ? code : 0));
  return makeVector(makeData({ type: new Dictionary(new Utf8(), new Int32()), dictionary, data, ...nulls }));
}
