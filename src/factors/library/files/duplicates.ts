import type { EventTable } from '../event-table.ts';

/** Tables above this size are not searched for repeated rows: the set of their hashes would not be small. */
const SEARCHED = 2_000_000;

/** How many rows repeat an earlier one in every column and instant; undefined for tables too large to search. */
export function repeatedRows({ rows, occurred, source, columns }: EventTable): number | undefined {
  if (rows > SEARCHED) return undefined;
  const bits = new Uint32Array(2);
  const number = new Float64Array(bits.buffer);
  const parts = [
    occurred,
    ...(source === undefined ? [] : [source.values]),
    ...[...columns.values()].map((c) => c.values),
  ];
  const seen = new Set<number>();
  for (let row = 0; row < rows; row++) {
    let [low, high] = [0x811c9dc5, 0x2545f491];
    for (const values of parts) {
      number[0] = values[row] as number;
      low = Math.imul(low ^ (bits[0] as number), 0x01000193) ^ (low >>> 13);
      high = Math.imul(high ^ (bits[1] as number), 0x85ebca6b) ^ (high >>> 15) ^ low;
    }
    seen.add((high >>> 11) * 4_294_967_296 + (low >>> 0));
  }
  return rows - seen.size;
}
