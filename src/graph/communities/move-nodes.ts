import type { WeightedGraph } from './weighted-graph.ts';

/** How communities are weighed. */
export interface MoveOptions {
  /** Larger values give smaller communities; 1 is plain modularity. */
  readonly resolution: number;
  /** Ends when a round over the nodes gains less than this share of all weight. */
  readonly tolerance: number;
  /** Share of its neighbours that must have moved before a node is looked at again. */
  readonly patience: number;
  /** The order in which nodes are looked at; that of their numbers when left out. */
  readonly order?: Uint32Array | undefined;
}

/** Scratch space for the weights from a node to communities around it. */
export interface Votes {
  /** Of community c the votes of the node that is looked at in `[2 c]`, zero between nodes, and its total in `[2 c + 1]`. */
  readonly book: Float64Array;
  readonly touched: Uint32Array;
}

/** Rounds over all nodes at most. */
const ROUNDS = 30;

/**
 * Moves every node to the community around it, or to one of its own, that gains most modularity (Blondel and others, 2008), until
 * a round gains little. After the first round a node is looked at only once more than a share of its neighbours went elsewhere:
 * a hub is not looked at again for every neighbour that moves. Changes `communityOf` and answers whether anything moved.
 */
export function moveNodes(
  graph: WeightedGraph,
  communityOf: Uint32Array,
  { resolution, tolerance, patience, order, votes }: MoveOptions & { readonly votes: Votes },
): boolean {
  const { nodes, offsets, targets, weights, strengths, total } = graph;
  const { book, touched } = votes;
  const { placeOf, sizes, empty } = seated(graph, communityOf, book);
  // Neighbours that moved since a node was looked at; all are to be looked at first.
  const astir = new Uint32Array(nodes).fill(0x7fff_ffff);
  const scale = resolution / total;
  let hasMoved = false;
  for (let round = 0; round < ROUNDS; round++) {
    let gained = 0;
    for (let i = 0; i < nodes; i++) {
      const v = order === undefined ? i : (order[i] as number);
      const from = offsets[v] as number;
      const to = offsets[v + 1] as number;
      if ((astir[v] as number) <= patience * (to - from)) continue;
      astir[v] = 0;
      let size = 0;
      for (let a = from; a < to; a++) {
        const c = placeOf[targets[a] as number] as number;
        const before = book[c] as number;
        // Written whether new or not: a branch that nobody can foresee costs more.
        touched[size] = c;
        if (before === 0) size++;
        book[c] = before + (weights === undefined ? 1 : (weights[a] as number));
      }
      const own = placeOf[v] as number;
      const strength = strengths[v] as number;
      const pull = strength * scale;
      const staying = (book[own] as number) - pull * ((book[own + 1] as number) - strength);
      book[own] = 0;
      let [best, most] = [own, staying];
      for (let k = 0; k < size; k++) {
        const c = touched[k] as number;
        if (c === own) continue;
        const gain = (book[c] as number) - pull * (book[c + 1] as number);
        book[c] = 0;
        if (gain > most || (gain === most && best !== own && c < best)) [best, most] = [c, gain];
      }
      // To be alone gains nothing and costs nothing.
      if (most < 0 && (sizes[own >> 1] as number) > 1) [best, most] = [empty.pop() ?? own, 0];
      if (best === own) continue;
      sizes[own >> 1] = (sizes[own >> 1] as number) - 1;
      sizes[best >> 1] = (sizes[best >> 1] as number) + 1;
      if (sizes[own >> 1] === 0) empty.push(own);
      book[own + 1] = (book[own + 1] as number) - strength;
      book[best + 1] = (book[best + 1] as number) + strength;
      placeOf[v] = best;
      gained += most - staying;
      hasMoved = true;
      for (let a = from; a < to; a++) {
        const w = targets[a] as number;
        if (placeOf[w] !== best) astir[w] = (astir[w] as number) + 1;
      }
    }
    if (2 * gained <= tolerance * total) break;
  }
  for (let v = 0; v < nodes; v++) communityOf[v] = (placeOf[v] as number) >> 1;
  return hasMoved;
}

/** The book of the communities, where in it each node's is, how many are in each, and those without any. */
function seated({ nodes, strengths }: WeightedGraph, communityOf: Uint32Array, book: Float64Array) {
  const placeOf = new Int32Array(nodes);
  const sizes = new Uint32Array(nodes);
  book.fill(0);
  for (let v = 0; v < nodes; v++) {
    const c = communityOf[v] as number;
    placeOf[v] = 2 * c;
    book[2 * c + 1] = (book[2 * c + 1] as number) + (strengths[v] as number);
    sizes[c] = (sizes[c] as number) + 1;
  }
  const empty: number[] = [];
  for (let c = 0; c < nodes; c++) if (sizes[c] === 0) empty.push(2 * c);
  return { placeOf, sizes, empty };
}
