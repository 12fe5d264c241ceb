import type { MoveOptions, Votes } from './move-nodes.ts';
import type { WeightedGraph } from './weighted-graph.ts';

/**
 * Divides communities into groups that hang together (Traag, Waltman and van Eck, 2019, refinement, greedy as in GVE-Leiden):
 * every node begins alone and, while it is alone, joins the group of its community that gains most. A group never loses a node
 * others joined it by, so each is connected.
 */
export function refined(
  graph: WeightedGraph,
  communityOf: Uint32Array,
  { resolution, order, votes }: Omit<MoveOptions, 'tolerance'> & { readonly votes: Votes },
): Uint32Array {
  const { nodes, offsets, targets, weights, strengths, total } = graph;
  const groupOf = Uint32Array.from({ length: nodes }, (_, v) => v);
  const totals = strengths.slice();
  const sizes = new Uint32Array(nodes).fill(1);
  const { sums, touched } = votes;
  const scale = resolution / total;
  for (let i = 0; i < nodes; i++) {
    const v = order === undefined ? i : (order[i] as number);
    if (groupOf[v] !== v || sizes[v] !== 1) continue;
    const community = communityOf[v];
    let size = 0;
    for (let a = offsets[v] as number, end = offsets[v + 1] as number; a < end; a++) {
      const w = targets[a] as number;
      if (communityOf[w] !== community) continue;
      const group = groupOf[w] as number;
      const before = sums[group] as number;
      if (before === 0) touched[size++] = group;
      sums[group] = before + (weights === undefined ? 1 : (weights[a] as number));
    }
    const pull = (strengths[v] as number) * scale;
    let [best, most] = [v, 0];
    for (let k = 0; k < size; k++) {
      const group = touched[k] as number;
      const gain = (sums[group] as number) - pull * (totals[group] as number);
      sums[group] = 0;
      if (gain > most || (gain === most && best !== v && group < best)) [best, most] = [group, gain];
    }
    if (best === v) continue;
    groupOf[v] = best;
    totals[best] = (totals[best] as number) + (strengths[v] as number);
    sizes[best] = (sizes[best] as number) + 1;
    sizes[v] = 0;
  }
  return groupOf;
}
