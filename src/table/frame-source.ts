import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import type { Bitmap } from './bitmap.ts';
import { valueAt, type Column } from './column.ts';
import type { Frame } from './frame.ts';

/** Rows of one DuckDB vector. */
const CHUNK_ROWS = 2048;

/** Rows of a frame. */
interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Lets SQL read a frame as `frame()`, in the order of its rows: they go chunk by chunk into the statement that asks, without a
 * copy of the frame in between. One statement reads it once.
 */
export async function registerFrame(connection: DuckDBConnection, frame: Frame): Promise<void> {
  const { DOUBLE, INTEGER, VARCHAR, DATE, DuckDBTableFunction } = await import('@duckdb/node-api');
  const types = { float64: DOUBLE, int32: INTEGER, string: VARCHAR, date: DATE };
  let from = 0;
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: 'frame',
      bindFunction(bind) {
        frame.names.forEach((name, index) => bind.addResultColumn(name, types[(frame.columns[index] as Column).kind]));
        bind.setCardinality(frame.rows, true);
      },
      initFunction: (init) => init.setMaxThreads(1),
      mainFunction(_, chunk) {
        const to = Math.min(frame.rows, from + CHUNK_ROWS);
        chunk.rowCount = to - from;
        if (to > from) frame.columns.forEach((column, index) => fillVector(chunk, index, { column, from, to }));
        from = to;
      },
    }),
  );
}

/** What a vector of DuckDB's Node API holds; the fields are private in its types. */
interface RawVector {
  readonly items: Float64Array | Int32Array;
  readonly validity: { data: BigUint64Array | null };
}

function fillVector(chunk: DuckDBDataChunk, index: number, part: RowRange & { readonly column: Column }): void {
  const { column, from, to } = part;
  if (column.kind === 'string') {
    const texts = Array.from({ length: to - from }, (_, i) => valueAt(column, from + i));
    return chunk.setColumnValues(index, texts);
  }
  const vector = chunk.getColumnVector(index);
  const raw = vector as unknown as RawVector;
  raw.items.set(column.values.subarray(from, to));
  if (column.validity !== undefined) raw.validity.data = validityWords(column.validity, part);
  vector.flush();
}

/** The bits of rows that begin with a whole byte, as DuckDB keeps them. */
function validityWords(bitmap: Bitmap, { from, to }: RowRange): BigUint64Array {
  const words = new BigUint64Array((to - from + 63) >> 6);
  new Uint8Array(words.buffer).set(bitmap.subarray(from >> 3, (to + 7) >> 3));
  return words;
}
