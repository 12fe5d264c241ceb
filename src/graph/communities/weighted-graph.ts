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
  return Float64Array.from({ length: nodes }, (_, v) => {
    const [from, to] = [offsets[v] as number, offsets[v + 1] as number];
    if (weights === undefined) return to - from;
    let sum = 0;
    for (let a = from; a < to; a++) sum += weights[a] as number;
    return sum;
  });
}

/** The graph whose nodes are groups `0 .. groups - 1`; arcs within a group are in its strength alone. */
export function aggregated(graph: WeightedGraph, groupOf: Uint32Array, groups: number): WeightedGraph {
  const { nodes, offsets, targets, weights, total } = graph;
  const { members, starts } = membersOf(groupOf, groups);
  const strengths = new Float64Array(groups);
  for (let v = 0; v < nodes; v++) {
    const group = groupOf[v] as number;
    strengths[group] = (strengths[group] as number) + (graph.strengths[v] as number);
  }
  const sums = new Float64Array(groups);
  const touched = new Uint32Array(groups);
  const outOffsets = new Uint32Array(groups + 1);
  // There are no more arcs between groups than between nodes.
  const outTargets = new Uint32Array(targets.length);
  const outWeights = new Float64Array(targets.length);
  let write = 0;
  for (let group = 0; group < groups; group++) {
    let size = 0;
    for (let m = starts[group] as number; m < (starts[group + 1] as number); m++) {
      const v = members[m] as number;
      for (let a = offsets[v] as number, end = offsets[v + 1] as number; a < end; a++) {
        const other = groupOf[targets[a] as number] as number;
        if (other === group) continue;
        if (sums[other] === 0) touched[size++] = other;
        sums[other] = (sums[other] as number) + (weights === undefined ? 1 : (weights[a] as number));
      }
    }
    for (let i = 0; i < size; i++) {
      const other = touched[i] as number;
      outTargets[write] = other;
      outWeights[write++] = sums[other] as number;
      sums[other] = 0;
    }
    outOffsets[group + 1] = write;
  }
  return {
    nodes: groups,
    offsets: outOffsets,
    targets: outTargets.slice(0, write),
    weights: outWeights.slice(0, write),
    strengths,
    total,
  };
}

/** The nodes of each group together. */
export function membersOf(
  groupOf: Uint32Array,
  groups: number,
): { readonly members: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(groups + 1);
  for (const group of groupOf) starts[group + 1] = (starts[group + 1] as number) + 1;
  for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] as number) + (starts[g] as number);
  const next = starts.slice();
  const members = new Uint32Array(groupOf.length);
  for (let v = 0; v < groupOf.length; v++) {
    const group = groupOf[v] as number;
    members[next[group] as number] = v;
    next[group] = (next[group] as number) + 1;
  }
  return { members, starts };
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
