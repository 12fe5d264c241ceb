import type { Adjacency } from '../store/graph.ts';

/** Gives the parts of communities that do not hang together names of their own; each is named by its smallest node. */
export function splitDisconnected(
  { offsets, targets }: Pick<Adjacency, 'offsets' | 'targets'>,
  communityOf: Uint32Array,
): Uint32Array {
  const nodes = communityOf.length;
  const NONE = 0xffff_ffff;
  const parts = new Uint32Array(nodes).fill(NONE);
  const queue = new Uint32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    if (parts[v] !== NONE) continue;
    parts[v] = v;
    queue[0] = v;
    for (let head = 0, tail = 1; head < tail; head++) {
      const at = queue[head] as number;
      for (let a = offsets[at] as number; a < (offsets[at + 1] as number); a++) {
        const w = targets[a] as number;
        if (parts[w] !== NONE || communityOf[w] !== communityOf[v]) continue;
        parts[w] = v;
        queue[tail++] = w;
      }
    }
  }
  return parts;
}
