import { undirectedView, type Graph } from '../store/graph.ts';

/**
 * Modularity of communities (Newman and Girvan, 2004): share of weight within communities less what chance would put there,
 * `sum over communities of inner / total - resolution (strength / total)^2`. NaN for a graph without edges.
 */
export function modularity(directedOrNot: Graph, communityOf: Uint32Array, resolution = 1): number {
  const { nodes, out } = undirectedView(directedOrNot);
  const { offsets, targets, weights } = out;
  const strengths = new Float64Array(nodes);
  let [inner, total] = [0, 0];
  for (let v = 0; v < nodes; v++) {
    const own = communityOf[v] as number;
    let strength = 0;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const weight = weights === undefined ? 1 : (weights[a] as number);
      strength += weight;
      if (communityOf[targets[a] as number] === own) inner += weight;
    }
    strengths[own] = (strengths[own] as number) + strength;
    total += strength;
  }
  return inner / total - resolution * strengths.reduce((sum, strength) => sum + (strength / total) ** 2, 0);
}
