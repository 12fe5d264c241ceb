import { DisjointSets, setsOf } from './components.ts';

/** Scored pairs: evidence in bits with the prior. */
export interface ScoredPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly bits: Float32Array;
}

/** Sets larger than this are cut at stronger evidence. */
const LARGEST = 300;

/** Sets of records that hang together by evidence over `cut`; those too large are taken apart at ever stronger evidence. */
export function componentsOver(rows: number, pairs: ScoredPairs, cut: number): number[][] {
  const done: number[][] = [];
  let open: Uint8Array | undefined;
  for (let level = cut; ; level += 2) {
    const found = setsOf(join(rows, pairs, { level, open }), rows);
    const large = found.filter(({ length }) => length > LARGEST);
    done.push(...found.filter(({ length }) => length <= LARGEST));
    if (large.length === 0) return done;
    open = new Uint8Array(rows);
    for (const members of large) for (const row of members) open[row] = 1;
  }
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
