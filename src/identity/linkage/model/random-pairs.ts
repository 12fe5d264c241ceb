import { createRng } from '#base';
import type { LinkTable } from '../columns/link-table.ts';
import type { PairList } from './compare-pairs.ts';

/** Pairs of different records drawn at random (of different files when there are two); the same for the same table. */
export function randomPairs({ rows, sources }: LinkTable, count: number): PairList {
  const rng = createRng('random pairs');
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  for (let pair = 0; pair < count;) {
    const a = rng.below(rows);
    const b = rng.below(rows);
    if (a === b || (sources !== undefined && sources[a] === sources[b])) continue;
    left[pair] = a;
    right[pair++] = b;
  }
  return { left, right };
}
