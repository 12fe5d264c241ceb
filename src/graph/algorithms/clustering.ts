import { undirectedView, type Graph } from '../store/graph.ts';

/**
 * Local clustering coefficient: arcs among the neighbours of a node (whatever their direction) over those that there could be;
 * 0 with fewer than two neighbours (LDBC Graphalytics). Cost: for each node the arcs of its neighbours.
 */
export function clusteringCoefficients(graph: Graph): Float64Array {
  const { offsets, targets } = undirectedView(graph).out;
  const { out } = graph;
  const marks = new Uint32Array(graph.nodes);
  return Float64Array.from({ length: graph.nodes }, (_, v) => {
    const [from, to] = [offsets[v] as number, offsets[v + 1] as number];
    const degree = to - from;
    if (degree < 2) return 0;
    for (let a = from; a < to; a++) marks[targets[a] as number] = v + 1;
    let arcs = 0;
    for (let a = from; a < to; a++) {
      const w = targets[a] as number;
      for (let b = out.offsets[w] as number; b < (out.offsets[w + 1] as number); b++) {
        if (marks[out.targets[b] as number] === v + 1) arcs++;
      }
    }
    return arcs / (degree * (degree - 1));
  });
}
