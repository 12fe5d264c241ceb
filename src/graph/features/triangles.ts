import { undirectedView, type Graph } from '../store/graph.ts';

/**
 * Triangles through every node, each edge led from its end of fewer neighbours to that of more (Latapy, 2008): at most some
 * edges^1.5 steps, whatever hubs there are.
 */
export function triangles(directedOrNot: Graph): Float64Array {
  const { nodes, out } = undirectedView(directedOrNot);
  const { starts, targets } = towardsMore(nodes, out);
  const counts = new Float64Array(nodes);
  const marks = new Uint32Array(nodes);
  const raise = (v: number): void => {
    counts[v] = (counts[v] as number) + 1;
  };
  for (let v = 0; v < nodes; v++) {
    const [from, to] = [starts[v] as number, starts[v + 1] as number];
    for (let a = from; a < to; a++) marks[targets[a] as number] = v + 1;
    for (let a = from; a < to; a++) {
      const w = targets[a] as number;
      for (let b = starts[w] as number; b < (starts[w + 1] as number); b++) {
        const x = targets[b] as number;
        if (marks[x] !== v + 1) continue;
        raise(v);
        raise(w);
        raise(x);
      }
    }
  }
  return counts;
}

function towardsMore(nodes: number, { offsets, targets }: Graph['out']) {
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  const starts = new Uint32Array(nodes + 1);
  const kept = new Uint32Array(targets.length >> 1);
  let write = 0;
  for (let v = 0; v < nodes; v++) {
    const own = degree(v);
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      const other = degree(w);
      if (other > own || (other === own && w > v)) kept[write++] = w;
    }
    starts[v + 1] = write;
  }
  return { starts, targets: kept };
}
