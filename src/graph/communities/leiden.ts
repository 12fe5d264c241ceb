import { aggregated } from './aggregate.ts';
import { byDegree } from '../store/by-degree.ts';
import { undirectedView, type Graph } from '../store/graph.ts';
import { weightedModularity } from './modularity.ts';
import { moveNodes, type Votes } from './move-nodes.ts';
import { refined } from './refine.ts';
import { splitDisconnected } from './split-disconnected.ts';
import { eachAlone, renumber, weightedGraph, type WeightedGraph } from './weighted-graph.ts';

export interface LeidenOptions {
  /** Larger values give smaller communities; 1, the default, is plain modularity. */
  readonly resolution?: number;
  /** Whole runs, each from the communities of the one before; ends earlier when nothing moves. */
  readonly iterations?: number;
  /** Communities to begin with, by node. */
  readonly from?: Uint32Array;
}

export interface Communities {
  /** Community of every node, numbered 0, 1, 2 ... in the order of their first nodes. */
  readonly communityOf: Uint32Array;
  readonly communities: number;
  readonly modularity: number;
}

/** Levels of aggregation at most. */
const LEVELS = 20;
/** Share of all weight that a round must gain at the first level; a tenth of it at each level above. */
const TOLERANCE = 1e-2;
/** Share of its neighbours that must have moved before a node of the first level is looked at again. */
const PATIENCE = 0.1;

/**
 * Communities by Leiden (Traag, Waltman and van Eck, From Louvain to Leiden, 2019) with the greedy refinement of GVE-Leiden
 * (Sahu, 2023): every community is connected. Directed graphs are taken as undirected; weights count. Deterministic: nodes are
 * looked at in their order, ties go to the smaller community. Cost: some ten visits of every arc.
 */
export function leiden(
  directedOrNot: Graph,
  { resolution = 1, iterations = 2, from }: LeidenOptions = {},
): Communities {
  const graph = undirectedView(directedOrNot);
  const { graph: ordered, nodeAt, placeOf } = byDegree(graph);
  const weighted = weightedGraph(ordered);
  let communityOf: Uint32Array = nodeAt.map((v, place) => from?.[v] ?? place);
  renumber(
    communityOf,
    communityOf.reduce((most, c) => Math.max(most, c + 1), 0),
  );
  const votes: Votes = { book: new Float64Array(2 * graph.nodes), touched: new Uint32Array(graph.nodes) };
  let quality = NaN;
  for (let i = 0; i < iterations && weighted.total > 0; i++) {
    const run = oneRun(weighted, communityOf, { resolution, order: placeOf, votes });
    ({ communityOf, quality } = run);
    if (!run.hasMoved) break;
  }
  communityOf = placeOf.map((place) => communityOf[place] as number);
  return { communityOf, communities: renumber(communityOf), modularity: quality };
}

/** Moves, refines and aggregates until nothing moves. */
function oneRun(
  base: WeightedGraph,
  start: Uint32Array,
  { resolution, order, votes }: { readonly resolution: number; readonly order: Uint32Array; readonly votes: Votes },
): { readonly communityOf: Uint32Array; readonly quality: number; readonly hasMoved: boolean } {
  let graph = base;
  let communityOf: Uint32Array = start.slice();
  /** Node of the level that each node of the base is in. */
  const placeOf = eachAlone(base.nodes);
  let hasMoved = false;
  let tolerance = TOLERANCE;
  let patience = PATIENCE;
  for (let level = 0; level < LEVELS; level++) {
    const visit = level === 0 ? order : undefined;
    const moved = moveNodes(graph, communityOf, { resolution, tolerance, patience, order: visit, votes });
    hasMoved ||= moved;
    const groupOf = refined(graph, communityOf, { resolution, order: visit, votes });
    const groups = renumber(groupOf);
    if (groups === graph.nodes) break;
    const above = new Uint32Array(groups);
    for (let v = 0; v < graph.nodes; v++) above[groupOf[v] as number] = communityOf[v] as number;
    renumber(above, graph.nodes);
    for (let v = 0; v < placeOf.length; v++) placeOf[v] = groupOf[placeOf[v] as number] as number;
    graph = aggregated(graph, groupOf, groups);
    communityOf = above;
    tolerance /= 10;
    patience /= 10;
  }
  // The nodes of the last level are groups that hang together: whether communities do can be seen there, and so can their quality.
  communityOf = splitDisconnected(graph, communityOf);
  const quality = weightedModularity(graph, communityOf, resolution);
  return { communityOf: placeOf.map((place) => communityOf[place] as number), quality, hasMoved };
}
