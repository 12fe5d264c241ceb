import type { NodeRange } from './kernels.ts';

/** Rows of one part of a loop over rows, as in `assembly/operations.ts`. */
export const PART_ROWS = 16_384;

/** Where the left and right rows of each part belong; returns where the right side of the node begins. */
export function placeParts(middles: Int32Array, targets: Int32Array, { from, to }: NodeRange): number {
  const parts = Math.ceil((to - from) / PART_ROWS);
  let left = from;
  for (let part = 0; part < parts; part++) {
    targets[2 * part] = left;
    left += (middles[part] as number) - (from + part * PART_ROWS);
  }
  let right = left;
  for (let part = 0; part < parts; part++) {
    targets[2 * part + 1] = right;
    right += Math.min(to, from + (part + 1) * PART_ROWS) - (middles[part] as number);
  }
  return left;
}
