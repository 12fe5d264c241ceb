import type { Graph } from '#graph';

/** How many communities do not hang together by edges within them. */
export function looseCommunities({ nodes, out }: Graph, communityOf: Uint32Array): number {
  const isSeen = new Uint8Array(nodes);
  const isBegun = new Set<number>();
  const loose = new Set<number>();
  for (let v = 0; v < nodes; v++) {
    if (isSeen[v] === 1) continue;
    const community = communityOf[v] as number;
    if (isBegun.has(community)) loose.add(community);
    isBegun.add(community);
    const stack = [v];
    isSeen[v] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (let a = out.offsets[at] as number; a < (out.offsets[at + 1] as number); a++) {
        const w = out.targets[a] as number;
        if (isSeen[w] === 1 || communityOf[w] !== community) continue;
        isSeen[w] = 1;
        stack.push(w);
      }
    }
  }
  return loose.size;
}
