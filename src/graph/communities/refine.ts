import type { MoveOptions, Votes } from './move-nodes.ts';
import { eachAlone, type WeightedGraph } from './weighted-graph.ts';

/**
 * Divides communities into groups that hang together (Traag, Waltman and van Eck, 2019, refinement, greedy as in GVE-Leiden):
 * every node begins alone and, while it is alone, joins the group of its community that gains most. A group never loses a node
 * others joined it by, so each is connected.
 */
export function refined(
  graph: WeightedGraph,
  communityOf: Uint32Array,
  { resolution, order, votes }: Omit<MoveOptions, 'tolerance' | 'patience'> & { readonly votes: Votes },
): Uint32Array {
  const { nodes, offsets, targets, weights, strengths, total } = graph;
  const groupOf = eachAlone(nodes);
  const sizes = new Uint32Array(nodes).fill(1);
  const { book, touched } = votes;
  for (let v = 0; v < nodes; v++) {
    book[2 * v] = 0;
    book[2 * v + 1] = strengths[v] as number;
  }
  const scale = resolution / total;
  for (let i = 0; i < nodes; i++) {
    const v = order === undefined ? i : (order[i] as number);
    if (groupOf[v] !== v || sizes[v] !== 1) continue;
    const community = communityOf[v];
    let size = 0;
    for (let a = offsets[v] as number, end = offsets[v + 1] as number; a < end; a++) {
      const w = targets[a] as number;
      if (communityOf[w] !== community) continue;
      const place = 2 * (groupOf[w] as number);
      const before = book[place] as number;
      if (before === 0) touched[size++] = place;
      book[place] = before + (weights === undefined ? 1 : (weights[a] as number));
    }
    const pull = (strengths[v] as number) * scale;
    let [best, most] = [2 * v, 0];
    for (let k = 0; k < size; k++) {
      const place = touched[k] as number;
      const gain = (book[place] as number) - pull * (book[place + 1] as number);
      book[place] = 0;
      if (gain > most || (gain === most && best !== 2 * v && place < best)) [best, most] = [place, gain];
    }
    const group = best >> 1;
    if (group === v) continue;
    groupOf[v] = group;
    book[best + 1] = (book[best + 1] as number) + (strengths[v] as number);
    sizes[group] = (sizes[group] as number) + 1;
    sizes[v] = 0;
  }
  return groupOf;
}
