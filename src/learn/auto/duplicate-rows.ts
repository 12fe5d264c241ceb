/** Rows that equal an earlier row in every column and the label, found by a 53-bit hash. */
export function duplicateRows(columns: readonly Float64Array[], label: Float64Array): number {
  const seen = new Set<number>();
  const bits = new Float64Array(1);
  const words = new Uint32Array(bits.buffer);
  let repeats = 0;
  for (let row = 0; row < label.length; row++) {
    let [a, b] = [0x811c9dc5, 0x9e3779b9];
    for (let f = -1; f < columns.length; f++) {
      const value = f < 0 ? (label[row] as number) : ((columns[f] as Float64Array)[row] as number);
      bits[0] = value === value ? value + 0 : NaN;
      a = Math.imul(a ^ (words[0] as number), 0x01000193) ^ (a >>> 15);
      a = Math.imul(a ^ (words[1] as number), 0x85ebca6b);
      b = Math.imul(b ^ (words[1] as number), 0xc2b2ae35) ^ (b >>> 13);
      b = Math.imul(b ^ (words[0] as number), 0x27d4eb2f);
    }
    const key = (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
    if (seen.has(key)) repeats++;
    else seen.add(key);
  }
  return repeats;
}
