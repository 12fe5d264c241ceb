import { bitAt } from './bitmap.ts';
import type { Column } from './column.ts';

/** Rows of one or several columns numbered so that equal rows (missing equals missing) have equal numbers. */
export interface KeyIds {
  /** The number of each row, in order of first appearance. */
  readonly ids: Int32Array;
  /** First row of each number. */
  readonly firstRows: Int32Array;
}

/** Numbers the rows of columns by value. */
export function keyIds(columns: readonly Column[], rows: number): KeyIds {
  let ids: Int32Array = new Int32Array(rows);
  let count = rows > 0 ? 1 : 0;
  for (const column of columns) ({ ids, count } = refine(ids, column));
  const firstRows = new Int32Array(count).fill(-1);
  for (let row = rows - 1; row >= 0; row--) firstRows[ids[row] as number] = row;
  return { ids, firstRows };
}

/** Splits the groups `ids` by the values of one more column. */
function refine(ids: Int32Array, column: Column): { ids: Int32Array; count: number } {
  const groups = new Map<number, Map<number, number>>();
  const out = new Int32Array(ids.length);
  let count = 0;
  for (let row = 0; row < ids.length; row++) {
    const group = ids[row] as number;
    let known = groups.get(group);
    if (known === undefined) groups.set(group, (known = new Map()));
    // -0 and 0 are one key in a Map; NaN, which no valid value is, stands for a missing one.
    const value = bitAt(column.validity, row) ? (column.values[row] as number) : NaN;
    let id = known.get(value);
    if (id === undefined) known.set(value, (id = count++));
    out[row] = id;
  }
  return { ids: out, count };
}
