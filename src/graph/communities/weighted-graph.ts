import type { Adjacency, Graph } from '../store/graph.ts';

/** An undirected weighted graph whose nodes may be groups of nodes. */
export interface WeightedGraph {
  readonly nodes: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Weights of arcs; 1 each when left out. */
  readonly weights: Float64Array | undefined;
  /** Weight of all arcs of a node, those within it included (twice the weight of an edge within). */
  readonly strengths: Float64Array;
  /** Sum of the strengths: twice the weight of all edges. */
  readonly total: number;
}

/** The graph that communities are looked for in: undirected, with strengths. */
export function weightedGraph({ nodes, out }: Graph): WeightedGraph {
  const { offsets, targets, weights } = out;
  const strengths = strengthsOf(out, nodes);
  return { nodes, offsets, targets, weights, strengths, total: strengths.reduce((sum, strength) => sum + strength, 0) };
}

function strengthsOf({ offsets, weights }: Adjacency, nodes: number): Float64Array {
  const strengths = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const [from, to] = [offsets[v] as number, offsets[v + 1] as number];
    let sum = weights === undefined ? to - from : 0;
    if (weights !== undefined) for (let a = from; a < to; a++) sum += weights[a] as number;
    strengths[v] = sum;
  }
  return strengths;
}

/** 0, 1, 2 ...: every node in a group of its own. */
export function eachAlone(nodes: number): Uint32Array {
  const groupOf = new Uint32Array(nodes);
  for (let v = 0; v < nodes; v++) groupOf[v] = v;
  return groupOf;
}

/** Numbers groups 0, 1, 2 ... in the order of their first node, in place; before they are below `most`. Answers how many there are. */
export function renumber(groupOf: Uint32Array, most = groupOf.length): number {
  const names = new Int32Array(most).fill(-1);
  let groups = 0;
  for (let v = 0; v < groupOf.length; v++) {
    const group = groupOf[v] as number;
    if (names[group] === -1) names[group] = groups++;
    groupOf[v] = names[group] as number;
  }
  return groups;
}
