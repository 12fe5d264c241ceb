import type { Graph } from '../store/graph.ts';

/** Hops from a source to every node along the arcs; -1 where there is no way. Linear in nodes and arcs. */
export function breadthFirst({ nodes, out: { offsets, targets } }: Graph, source: number): Int32Array {
  const hops = new Int32Array(nodes).fill(-1);
  const queue = new Uint32Array(nodes);
  hops[source] = 0;
  queue[0] = source;
  for (let head = 0, tail = 1; head < tail; head++) {
    const v = queue[head] as number;
    const next = (hops[v] as number) + 1;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      if (hops[w] !== -1) continue;
      hops[w] = next;
      queue[tail++] = w;
    }
  }
  return hops;
}
