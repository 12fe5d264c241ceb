import { undirectedView, type Graph } from '../store/graph.ts';
import { weightedGraph, type WeightedGraph } from './weighted-graph.ts';

/**
 * Modularity of communities (Newman and Girvan, 2004): share of weight within communities less what chance would put there,
 * `sum over communities of inner / total - resolution (strength / total)^2`. NaN for a graph without edges.
 */
export function modularity(directedOrNot: Graph, communityOf: Uint32Array, resolution = 1): number {
  return weightedModularity(weightedGraph(undirectedView(directedOrNot)), communityOf, resolution);
}

/** The same of a graph whose nodes may be groups: what lies within a group is in its strength. */
export function weightedModularity(graph: WeightedGraph, communityOf: Uint32Array, resolution: number): number {
  const { nodes, offsets, targets, weights, strengths, total } = graph;
  const totals = new Float64Array(nodes);
  let between = 0;
  for (let v = 0; v < nodes; v++) {
    const own = communityOf[v] as number;
    totals[own] = (totals[own] as number) + (strengths[v] as number);
    for (let a = offsets[v] as number, end = offsets[v + 1] as number; a < end; a++) {
      if (communityOf[targets[a] as number] !== own) between += weights === undefined ? 1 : (weights[a] as number);
    }
  }
  let chance = 0;
  for (const sum of totals) chance += (sum / total) ** 2;
  return 1 - between / total - resolution * chance;
}
