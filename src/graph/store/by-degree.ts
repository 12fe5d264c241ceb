import type { Adjacency, Graph } from './graph.ts';

/** An undirected graph whose nodes are numbered by falling degree, and where each was. */
export interface DegreeOrder {
  readonly graph: Graph;
  /** The old node at each new place. */
  readonly nodeAt: Uint32Array;
  /** The new place of each old node. */
  readonly placeOf: Uint32Array;
}

/**
 * Numbers nodes by falling degree, equal ones as before: what is asked for most often lies together, which halves the time of
 * algorithms that look up their neighbours' values. Neighbours ascend, which makes those look-ups faster still. Linear.
 */
export function byDegree({ nodes, isDirected, out }: Graph): DegreeOrder {
  const { offsets } = out;
  const degreeOf = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  let most = 0;
  for (let v = 0; v < nodes; v++) most = Math.max(most, degreeOf(v));
  const next = new Uint32Array(most + 2);
  for (let v = 0; v < nodes; v++) {
    const slot = most - degreeOf(v) + 1;
    next[slot] = (next[slot] as number) + 1;
  }
  for (let d = 1; d < next.length; d++) next[d] = (next[d] as number) + (next[d - 1] as number);
  const nodeAt = new Uint32Array(nodes);
  const placeOf = new Uint32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const slot = most - degreeOf(v);
    const place = next[slot] as number;
    next[slot] = place + 1;
    nodeAt[place] = v;
    placeOf[v] = place;
  }
  const moved = reordered(out, nodeAt);
  return { graph: { nodes, isDirected, out: moved, in: moved }, nodeAt, placeOf };
}

/** Rows are filled by going through the nodes in their new order, so that neighbours come in it too. */
function reordered({ offsets, targets, weights }: Adjacency, nodeAt: Uint32Array): Adjacency {
  const starts = new Uint32Array(offsets.length);
  /** Where the next neighbour of each old node goes. */
  const next = new Uint32Array(nodeAt.length);
  for (let place = 0; place < nodeAt.length; place++) {
    const v = nodeAt[place] as number;
    const start = starts[place] as number;
    next[v] = start;
    starts[place + 1] = start + (offsets[v + 1] as number) - (offsets[v] as number);
  }
  const outTargets = new Uint32Array(targets.length);
  const outWeights = weights && new Float64Array(weights.length);
  for (let place = 0; place < nodeAt.length; place++) {
    const v = nodeAt[place] as number;
    for (let a = offsets[v] as number, end = offsets[v + 1] as number; a < end; a++) {
      const w = targets[a] as number;
      const write = next[w] as number;
      next[w] = write + 1;
      outTargets[write] = place;
      if (outWeights !== undefined) outWeights[write] = weights?.[a] as number;
    }
  }
  return { offsets: starts, targets: outTargets, weights: outWeights };
}
