import type { Graph } from '../store/graph.ts';

export interface PageRankOptions {
  readonly damping?: number;
  readonly iterations?: number;
  /** Ends earlier when the ranks of two rounds differ by less in sum. */
  readonly tolerance?: number;
}

/**
 * PageRank (Brin and Page, 1998): ranks start at 1/nodes and add up to 1; nodes without out-arcs share their rank with all, as
 * LDBC Graphalytics defines. Weights are not used. Cost: arcs for each round.
 */
export function pageRank(graph: Graph, options: PageRankOptions = {}): Float64Array {
  const { damping = 0.85, iterations = 100, tolerance = 0 } = options;
  const { nodes, out, in: arrivals } = graph;
  const { offsets, targets } = arrivals;
  let ranks = new Float64Array(nodes).fill(1 / nodes);
  let next = new Float64Array(nodes);
  const shares = new Float64Array(nodes);
  for (let round = 0; round < iterations; round++) {
    const base = (1 - damping) / nodes + (damping * giveShares(out.offsets, ranks, shares)) / nodes;
    let change = 0;
    for (let v = 0; v < nodes; v++) {
      let sum = 0;
      const end = offsets[v + 1] as number;
      for (let a = offsets[v] as number; a < end; a++) sum += shares[targets[a] as number] as number;
      const rank = base + damping * sum;
      change += Math.abs(rank - (ranks[v] as number));
      next[v] = rank;
    }
    [ranks, next] = [next, ranks];
    if (change < tolerance) break;
  }
  return ranks;
}

/** What every node gives along each of its arcs; answers the rank of those that have none. */
function giveShares(offsets: Uint32Array, ranks: Float64Array, shares: Float64Array): number {
  let dangling = 0;
  for (let v = 0; v < ranks.length; v++) {
    const degree = (offsets[v + 1] as number) - (offsets[v] as number);
    if (degree === 0) dangling += ranks[v] as number;
    shares[v] = degree === 0 ? 0 : (ranks[v] as number) / degree;
  }
  return dangling;
}
