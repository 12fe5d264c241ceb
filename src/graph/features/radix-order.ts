/**
 * Stable order of `count` items by several keys of 32 bits, the most important first: counting sort of 16 bits at a time from the
 * least important on. Linear.
 */
export function radixOrder(count: number, keys: readonly Uint32Array[]): Uint32Array {
  let order = Uint32Array.from({ length: count }, (_, i) => i);
  let next = new Uint32Array(count);
  const counts = new Uint32Array(0x1_0001);
  for (const key of keys.toReversed()) {
    for (const shift of [0, 16]) {
      counts.fill(0);
      for (let i = 0; i < count; i++) {
        const digit = ((key[i] as number) >>> shift) & 0xffff;
        counts[digit + 1] = (counts[digit + 1] as number) + 1;
      }
      if (counts.includes(count)) continue;
      for (let d = 0; d < 0x1_0000; d++) counts[d + 1] = (counts[d + 1] as number) + (counts[d] as number);
      for (let k = 0; k < count; k++) {
        const i = order[k] as number;
        const digit = ((key[i] as number) >>> shift) & 0xffff;
        const at = counts[digit] as number;
        counts[digit] = at + 1;
        next[at] = i;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}

/** Doubles as two keys in the order of their values, -0 and 0 alike, NaN last. */
export function keysOf(values: Float64Array): readonly [high: Uint32Array, low: Uint32Array] {
  const [high, low] = [new Uint32Array(values.length), new Uint32Array(values.length)];
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  for (let i = 0; i < values.length; i++) {
    one[0] = (values[i] as number) + 0;
    const [l, h] = [words[0] as number, words[1] as number];
    const isNegative = h >>> 31 === 1 && one[0] < 0;
    high[i] = isNegative ? ~h : h | 0x8000_0000;
    low[i] = isNegative ? ~l : l;
  }
  return [high, low];
}
