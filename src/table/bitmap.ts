/** A validity bitmap: bit i (least significant first) of byte i >> 3 is 1 when row i has a value. */
export type Bitmap = Uint8Array;

/** A bitmap for `rows` rows, all valid or all missing. */
export function createBitmap(rows: number, valid: boolean): Bitmap {
  const bitmap = new Uint8Array((rows + 7) >> 3);
  if (valid) bitmap.fill(255);
  return bitmap;
}

/** True when row `row` has a value; no bitmap means that every row has one. */
export function bitAt(bitmap: Bitmap | undefined, row: number): boolean {
  return bitmap === undefined || (((bitmap[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
}

/** Marks row `row` missing. */
export function clearBit(bitmap: Bitmap, row: number): void {
  bitmap[row >> 3] = (bitmap[row >> 3] ?? 0) & ~(1 << (row & 7));
}

/** Marks row `row` valid. */
export function setBit(bitmap: Bitmap, row: number): void {
  bitmap[row >> 3] = (bitmap[row >> 3] ?? 0) | (1 << (row & 7));
}
