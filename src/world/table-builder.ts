import {
  createBitmap,
  createFrame,
  dateColumn,
  float64Column,
  int32Column,
  setBit,
  stringColumn,
  type Column,
  type Frame,
} from '#table';
import { columnName, type ExportColumn, type ExportKind } from './export-columns.ts';

/** Collects rows by column and turns them into a frame. */
export interface TableBuilder {
  readonly rows: number;
  add(row: object): void;
  /** The rows so far as a frame; the builder is empty afterwards. */
  take(): Frame;
}

/** A builder for those columns; a field that a row lacks is missing. */
export function createTableBuilder(columns: readonly ExportColumn[]): TableBuilder {
  const readers = columns.map(({ path }) => readerOf(path));
  let cells: unknown[][] = columns.map(() => []);
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    add(row) {
      readers.forEach((read, k) => cells[k]?.push(read(row)));
      rows++;
    },
    take() {
      const named = columns.map(({ path, kind }, k) => [columnName(path), toColumn(cells[k] ?? [], kind)] as const);
      cells = columns.map(() => []);
      rows = 0;
      return createFrame(named);
    },
  };
}

function readerOf(path: string): (row: object) => unknown {
  const steps = path.split('.');
  return (row) => steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], row);
}

function toColumn(cells: readonly unknown[], kind: ExportKind): Column {
  switch (kind) {
    case 'number':
      return float64Column(Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : NaN)));
    case 'text':
      return stringColumn(cells.map((cell) => (typeof cell === 'string' ? cell : null)));
    case 'list':
      return stringColumn(cells.map((cell) => (Array.isArray(cell) ? cell.join(' ') : null)));
    case 'date':
      return dateColumn(...wholes(cells));
    case 'integer':
    case 'flag':
      return int32Column(...wholes(cells));
  }
}

function wholes(cells: readonly unknown[]): [Int32Array, ReturnType<typeof createBitmap>] {
  const values = new Int32Array(cells.length);
  const validity = createBitmap(cells.length, false);
  cells.forEach((cell, row) => {
    if (typeof cell !== 'number' && typeof cell !== 'boolean') return;
    values[row] = Number(cell);
    setBit(validity, row);
  });
  return [values, validity];
}
