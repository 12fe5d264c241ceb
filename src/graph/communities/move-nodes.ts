import type { WeightedGraph } from './weighted-graph.ts';

/** How communities are weighed. */
export interface MoveOptions {
  /** Larger values give smaller communities; 1 is plain modularity. */
  readonly resolution: number;
  /** Ends when a round over the nodes gains less than this share of all weight. */
  readonly tolerance: number;
  /** The order in which nodes are looked at; that of their numbers when left out. */
  readonly order?: Uint32Array | undefined;
}

/** Scratch space for the weights from a node to communities around it. */
export interface Votes {
  readonly sums: Float64Array;
  readonly touched: Uint32Array;
}

/** Rounds over all nodes at most. */
const ROUNDS = 30;

/**
 * Moves every node to the community around it, or to one of its own, that gains most modularity (Blondel and others, 2008), until a round gains little;
 * after the first round only neighbours of moved nodes are looked at. Changes `communityOf` and answers whether anything moved.
 */
export function moveNodes(
  graph: WeightedGraph,
  communityOf: Uint32Array,
  { resolution, tolerance, order, votes }: MoveOptions & { readonly votes: Votes },
): boolean {
  const { nodes, offsets, targets, weights, strengths, total } = graph;
  const totals = new Float64Array(nodes);
  const sizes = new Uint32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const c = communityOf[v] as number;
    totals[c] = (totals[c] as number) + (strengths[v] as number);
    sizes[c] = (sizes[c] as number) + 1;
  }
  const empty = Array.from(sizes.keys()).filter((c) => sizes[c] === 0);
  const { sums, touched } = votes;
  const isDue = new Uint8Array(nodes).fill(1);
  const scale = resolution / total;
  let hasMoved = false;
  for (let round = 0; round < ROUNDS; round++) {
    let gained = 0;
    for (let i = 0; i < nodes; i++) {
      const v = order === undefined ? i : (order[i] as number);
      if (isDue[v] === 0) continue;
      isDue[v] = 0;
      const from = offsets[v] as number;
      const to = offsets[v + 1] as number;
      let size = 0;
      for (let a = from; a < to; a++) {
        const c = communityOf[targets[a] as number] as number;
        const before = sums[c] as number;
        if (before === 0) touched[size++] = c;
        sums[c] = before + (weights === undefined ? 1 : (weights[a] as number));
      }
      const own = communityOf[v] as number;
      const strength = strengths[v] as number;
      const pull = strength * scale;
      const staying = (sums[own] as number) - pull * ((totals[own] as number) - strength);
      let [best, most] = [own, staying];
      for (let k = 0; k < size; k++) {
        const c = touched[k] as number;
        const gain = (sums[c] as number) - pull * (totals[c] as number);
        sums[c] = 0;
        if (c !== own && (gain > most || (gain === most && best !== own && c < best))) [best, most] = [c, gain];
      }
      sums[own] = 0;
      // To be alone gains nothing and costs nothing.
      if (most < 0 && (sizes[own] as number) > 1) [best, most] = [empty.pop() ?? own, 0];
      if (best === own) continue;
      sizes[own] = (sizes[own] as number) - 1;
      sizes[best] = (sizes[best] as number) + 1;
      if (sizes[own] === 0) empty.push(own);
      totals[own] = (totals[own] as number) - strength;
      totals[best] = (totals[best] as number) + strength;
      communityOf[v] = best;
      gained += most - staying;
      hasMoved = true;
      for (let a = from; a < to; a++) {
        const w = targets[a] as number;
        if (communityOf[w] !== best) isDue[w] = 1;
      }
    }
    if (2 * gained <= tolerance * total) break;
  }
  return hasMoved;
}
