import type { Graph } from '../store/graph.ts';

/** Weakly connected components: every node gets the smallest node of its component. Union-find with path halving, near linear. */
export function weakComponents({ nodes, isDirected, out: { offsets, targets } }: Graph): Uint32Array {
  const parents = Uint32Array.from({ length: nodes }, (_, v) => v);
  for (let v = 0; v < nodes; v++) {
    let root = find(parents, v);
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      // Targets ascend: of an undirected edge the half from the smaller node is enough.
      if (!isDirected && w > v) break;
      const other = find(parents, w);
      if (other === root) continue;
      if (other < root) {
        parents[root] = other;
        root = other;
      } else parents[other] = root;
    }
  }
  for (let v = 0; v < nodes; v++) parents[v] = parents[parents[v] as number] as number;
  return parents;
}

function find(parents: Uint32Array, v: number): number {
  let at = v;
  for (;;) {
    const parent = parents[at] as number;
    if (parent === at) return at;
    const grand = parents[parent] as number;
    parents[at] = grand;
    at = grand;
  }
}
