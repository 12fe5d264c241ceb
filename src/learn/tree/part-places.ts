import type { NodeRange } from './kernels.ts';

/** Rows that are parted at a time, as in `assembly/operations.ts`: few, so that small nodes have work for all threads. */
export const DIVIDED_ROWS = 2048;

/** Where the left and right rows of each part belong; returns where the right side of the node begins. */
export function placeParts(middles: Int32Array, targets: Int32Array, { from, to }: NodeRange): number {
  const parts = Math.ceil((to - from) / DIVIDED_ROWS);
  let left = from;
  for (let part = 0; part < parts; part++) {
    targets[2 * part] = left;
    left += (middles[part] as number) - (from + part * DIVIDED_ROWS);
  }
  let right = left;
  for (let part = 0; part < parts; part++) {
    targets[2 * part + 1] = right;
    right += Math.min(to, from + (part + 1) * DIVIDED_ROWS) - (middles[part] as number);
  }
  return left;
}
