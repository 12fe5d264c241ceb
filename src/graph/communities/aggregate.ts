import type { WeightedGraph } from './weighted-graph.ts';

/** Nodes in groups: `members[starts[g] .. starts[g + 1]]` are those of group g. */
interface Division {
  readonly groupOf: Uint32Array;
  readonly groups: number;
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
}

/** One group in so many is looked at to see what joining its arcs would save. */
const SAMPLE = 32;
/** Arcs are joined when that leaves no more than this share of them. */
const WORTH = 0.8;

/**
 * The graph whose nodes are groups `0 .. groups - 1`; arcs within a group are in its strength alone. Arcs between the same two
 * groups become one where that saves much; otherwise each stays, which is quicker to make and to read.
 */
export function aggregated(graph: WeightedGraph, groupOf: Uint32Array, groups: number): WeightedGraph {
  const { nodes, total } = graph;
  const division = divided(groupOf, groups);
  const strengths = new Float64Array(groups);
  for (let v = 0; v < nodes; v++) {
    const group = groupOf[v] as number;
    strengths[group] = (strengths[group] as number) + (graph.strengths[v] as number);
  }
  const isWorth = graph.weights !== undefined || joinedShare(graph, division) <= WORTH;
  const rows = isWorth ? joinedRows(graph, division) : keptRows(graph, division);
  return { nodes: groups, ...rows, strengths, total };
}

/** How many arcs would be left of those between groups, by a sample. */
function joinedShare({ offsets, targets }: WeightedGraph, { groupOf, groups, members, starts }: Division): number {
  const seen = new Int32Array(groups).fill(-1);
  let [all, different] = [0, 0];
  for (let group = 0; group < groups; group += SAMPLE) {
    for (let m = starts[group] as number; m < (starts[group + 1] as number); m++) {
      const v = members[m] as number;
      for (let a = offsets[v] as number, end = offsets[v + 1] as number; a < end; a++) {
        const other = groupOf[targets[a] as number] as number;
        if (other === group) continue;
        all++;
        if (seen[other] === group) continue;
        seen[other] = group;
        different++;
      }
    }
  }
  return all === 0 ? 0 : different / all;
}

type Rows = Pick<WeightedGraph, 'offsets' | 'targets' | 'weights'>;

function joinedRows(graph: WeightedGraph, { groupOf, groups, members, starts }: Division): Rows {
  const { offsets, targets, weights } = graph;
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
        const before = sums[other] as number;
        if (before === 0) touched[size++] = other;
        sums[other] = before + (weights === undefined ? 1 : (weights[a] as number));
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
  return { offsets: outOffsets, targets: outTargets.slice(0, write), weights: outWeights.slice(0, write) };
}

function keptRows({ offsets, targets }: WeightedGraph, { groupOf, groups, members, starts }: Division): Rows {
  const outOffsets = new Uint32Array(groups + 1);
  const outTargets = new Uint32Array(targets.length);
  let write = 0;
  for (let group = 0; group < groups; group++) {
    for (let m = starts[group] as number; m < (starts[group + 1] as number); m++) {
      const v = members[m] as number;
      for (let a = offsets[v] as number, end = offsets[v + 1] as number; a < end; a++) {
        const other = groupOf[targets[a] as number] as number;
        outTargets[write] = other;
        if (other !== group) write++;
      }
    }
    outOffsets[group + 1] = write;
  }
  return { offsets: outOffsets, targets: outTargets.subarray(0, write), weights: undefined };
}

function divided(groupOf: Uint32Array, groups: number): Division {
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
  return { groupOf, groups, members, starts };
}
