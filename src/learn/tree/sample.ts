import type { Rng } from '#base';

/** Puts the sampled rows first, then the others, both ascending; returns how many are sampled (at least one). */
export function sampleRows(rows: Uint32Array, share: number, rng: Rng): number {
  const total = rows.length;
  if (share >= 1) {
    for (let row = 0; row < total; row++) rows[row] = row;
    return total;
  }
  const limit = share * 4_294_967_296;
  let front = 0;
  let back = total;
  for (let row = 0; row < total; row++) {
    if (rng.u32() < limit) rows[front++] = row;
    else rows[--back] = row;
  }
  rows.subarray(back).reverse();
  return front === 0 ? 1 : front;
}

/** A sample of feature numbers, ascending (at least one). */
export function sampleFeatures(features: number, share: number, rng: Rng): Int32Array {
  const all = new Int32Array(features).map((_, f) => f);
  const wanted = Math.max(1, Math.floor(features * share));
  for (let i = 0; i < wanted && wanted < features; i++) {
    const j = i + rng.below(features - i);
    const held = all[i] as number;
    all[i] = all[j] as number;
    all[j] = held;
  }
  return all.slice(0, wanted).sort();
}
