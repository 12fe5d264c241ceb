import { condense } from './condense.ts';
import { DisjointSets, setsOf } from './components.ts';

/** Scored pairs: evidence in bits with the prior. */
export interface ScoredPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly bits: Float32Array;
}

/** Sets of more different records than this are cut at stronger evidence. */
export const LARGEST = 300;

/**
 * Sets of records that hang together by evidence over `cut`; those too large are taken apart at ever stronger evidence.
 * Equal records count as one: `first` has the first equal one of each record.
 */
export function componentsOver(first: Int32Array, pairs: ScoredPairs, cut: number): number[][] {
  const rows = first.length;
  const done: number[][] = [];
  let open: Uint8Array | undefined;
  for (let level = cut; ; level += 2) {
    const found = setsOf(join(rows, pairs, { level, open }), rows);
    const large = found.filter((members) => isLarge(members, first));
    for (const members of found) if (!isLarge(members, first)) done.push(members);
    if (large.length === 0) return done;
    open = new Uint8Array(rows);
    for (const members of large) for (const row of members) open[row] = 1;
  }
}

function isLarge(members: readonly number[], first: Int32Array): boolean {
  return members.length > LARGEST && condense(members, first).members.length > LARGEST;
}

function join(
  rows: number,
  pairs: ScoredPairs,
  over: { readonly level: number; readonly open: Uint8Array | undefined },
): DisjointSets {
  const sets = new DisjointSets(rows);
  for (let pair = 0; pair < pairs.bits.length; pair++) {
    if ((pairs.bits[pair] as number) <= over.level) continue;
    const a = pairs.left[pair] as number;
    const b = pairs.right[pair] as number;
    if (over.open === undefined || (over.open[a] === 1 && over.open[b] === 1)) sets.join(a, b);
  }
  return sets;
}
