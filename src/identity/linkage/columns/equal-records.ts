import type { LinkTable } from './link-table.ts';

/** For each record the first one with the same values in all columns; equal records stand side by side in a table. */
export function firstEqual({ rows, columns }: LinkTable): Int32Array {
  const first = new Int32Array(rows);
  for (let row = 1; row < rows; row++) {
    const isEqual = columns.every(({ codes }) => codes[row] === codes[row - 1]);
    first[row] = isEqual ? (first[row - 1] as number) : row;
  }
  return first;
}
