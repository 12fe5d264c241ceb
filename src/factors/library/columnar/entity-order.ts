import { sharedInt32 } from './walk-rows.ts';

/** Rows of the table by key, each key's rows by (occurred, position): key k has order[starts[k]] to order[starts[k + 1] - 1]. */
export interface EntityOrder {
  readonly order: Int32Array;
  readonly starts: Int32Array;
  /** Keys whose rows did not come in order of time. */
  readonly resorted: number;
  /** Rows of the key that has most. */
  readonly largest: number;
}

/** Sorts the rows that `isWanted` by counting keys; only keys whose rows are out of order are sorted by time. */
export function orderByEntity(
  { keys, count }: { readonly keys: Int32Array; readonly count: number },
  occurred: Float64Array,
  isWanted: (row: number) => boolean,
): EntityOrder {
  const starts = sharedInt32(count + 1);
  const wanted = (row: number): boolean => (keys[row] as number) >= 0 && isWanted(row);
  for (let row = 0; row < keys.length; row++) {
    if (wanted(row)) starts[(keys[row] as number) + 1] = (starts[(keys[row] as number) + 1] as number) + 1;
  }
  let largest = 0;
  for (let key = 0; key < count; key++) {
    largest = Math.max(largest, starts[key + 1] as number);
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  }
  const order = new Int32Array(starts[count] as number);
  const next = starts.slice(0, count);
  for (let row = 0; row < keys.length; row++) {
    if (!wanted(row)) continue;
    const key = keys[row] as number;
    order[next[key] as number] = row;
    next[key] = (next[key] as number) + 1;
  }
  let resorted = 0;
  for (let key = 0; key < count; key++) {
    const rows = order.subarray(starts[key], starts[key + 1]);
    if (sortByTime(rows, occurred)) resorted++;
  }
  return { order, starts, resorted, largest };
}

function sortByTime(rows: Int32Array, occurred: Float64Array): boolean {
  for (let i = 1; i < rows.length; i++) {
    if ((occurred[rows[i] as number] as number) >= (occurred[rows[i - 1] as number] as number)) continue;
    rows.sort((a, b) => (occurred[a] as number) - (occurred[b] as number) || a - b);
    return true;
  }
  return false;
}
