import { leafOf, type Forest } from '../tree/forest.ts';
import type { CodedRows, Field } from './fields.ts';

/** Turns the leaf that a row reaches in each tree into a slot. */
export interface LeafCoder {
  /** One field per tree; its last slot is never reached. */
  readonly fields: readonly Field[];
  /** Sets the weight of each leaf's slot to the leaf's value, so that a machine begins where the trees ended. */
  begin(linear: Float64Array): void;
  /** Writes one slot per tree from place `at` of the coded rows on. */
  code(row: Float64Array, coded: CodedRows, at: number): void;
}

/** The coder of a forest, its slots from `offset` on. */
export function leafCoder(forest: Forest, offset: number): LeafCoder {
  const { roots } = forest;
  const slotOf = new Int32Array(forest.feature.length);
  const fields: Field[] = [];
  let next = offset;
  for (const root of roots) {
    const begin = next;
    const open = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if ((forest.feature[node] as number) < 0) slotOf[node] = next++;
      else open.push((forest.left[node] as number) + 1, forest.left[node] as number);
    }
    next++;
    fields.push({ kind: 'category', offset: begin, size: next - begin, mean: 0, sd: 1, cuts: [] });
  }
  const leaves = Int32Array.from(forest.feature.keys()).filter((node) => (forest.feature[node] as number) < 0);
  return {
    fields,
    begin: (linear) => {
      for (const leaf of leaves) linear[slotOf[leaf] as number] = forest.threshold[leaf] as number;
    },
    code: (row, coded, at) => {
      for (let t = 0; t < roots.length; t++) {
        coded.slots[at + t] = slotOf[leafOf(forest, roots[t] as number, row)] as number;
        coded.values[at + t] = 1;
      }
    },
  };
}
