import type { Rng } from '#base';

/** Draws indices with fixed weights in constant time (Walker's alias method, set up as by Vose, IEEE TSE 1991). */
export interface AliasTable {
  readonly keep: Float64Array;
  readonly other: Int32Array;
}

/** The table of these weights, which are not negative and not all 0. */
export function aliasTable(weights: Float64Array): AliasTable {
  const size = weights.length;
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / size;
  const keep = weights.map((weight) => weight / mean);
  const other = Int32Array.from({ length: size }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < size; i++) ((keep[i] as number) < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() as number;
    const more = large[large.length - 1] as number;
    other[less] = more;
    keep[more] = (keep[more] as number) - (1 - (keep[less] as number));
    if ((keep[more] as number) < 1) small.push(large.pop() as number);
  }
  // What rounding leaves over stands for itself.
  for (const i of [...small, ...large]) keep[i] = 1;
  return { keep, other };
}

/** One index. */
export function drawAlias({ keep, other }: AliasTable, rng: Rng): number {
  const place = rng.uniform() * keep.length;
  const i = Math.floor(place);
  return place - i < (keep[i] as number) ? i : (other[i] as number);
}
