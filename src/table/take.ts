import { TallyError } from '#base';
import { bitAt, clearBit, createBitmap, type Bitmap } from './bitmap.ts';
import type { Column } from './column.ts';
import type { Frame } from './frame.ts';

/** Row numbers; -1 gives a missing value (as an outer join needs). */
export type RowIndex = Int32Array | Uint32Array;

/** The rows of a column at these positions, in this order. */
export function takeColumn(column: Column, rows: RowIndex): Column {
  const filler = column.kind === 'float64' ? NaN : column.kind === 'string' ? -1 : 0;
  const values = column.kind === 'float64' ? new Float64Array(rows.length) : new Int32Array(rows.length);
  let validity: Bitmap | undefined;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const valid = row >= 0 && bitAt(column.validity, row);
    values[i] = valid ? (column.values[row] as number) : filler;
    if (valid) continue;
    validity ??= createBitmap(rows.length, true);
    clearBit(validity, i);
  }
  return { ...column, values, validity } as Column;
}

/**
 * The rows at these positions, in this order; a position may occur several times, and -1 gives a row of missing values.
 *
 * @throws TallyError `TABLE_ROW_RANGE` when a position is outside the frame.
 */
export function take(frame: Frame, rows: RowIndex): Frame {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (row >= -1 && row < frame.rows) continue;
    throw new TallyError('TABLE_ROW_RANGE', `row ${row} is outside a frame of ${frame.rows} rows`, {
      hint: 'rows count from 0',
    });
  }
  return { rows: rows.length, names: frame.names, columns: frame.columns.map((column) => takeColumn(column, rows)) };
}

/** The positions where the mask is not 0. */
export function maskToRows(mask: Uint8Array): Int32Array {
  let count = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row] !== 0) count++;
  const rows = new Int32Array(count);
  for (let row = 0, at = 0; row < mask.length; row++) if (mask[row] !== 0) rows[at++] = row;
  return rows;
}

/** The rows where the mask (one byte per row) is not 0. */
export function filter(frame: Frame, mask: Uint8Array): Frame {
  return take(frame, maskToRows(mask));
}
