import { TallyError } from '#base';

/** Neighbours of every node in one array (compressed sparse rows): those of `v` lie in `[offsets[v], offsets[v + 1])`, ascending. */
export interface Adjacency {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** One for each target; 1 each when left out. */
  readonly weights?: Float64Array | undefined;
}

/** A graph of nodes `0 .. nodes - 1`. An undirected one has each edge in both directions, and `in` is `out`. */
export interface Graph {
  readonly nodes: number;
  readonly isDirected: boolean;
  readonly out: Adjacency;
  readonly in: Adjacency;
}

/** Edges as they came. */
export interface EdgeList {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights?: Float64Array | undefined;
}

/** What was left out of a list on the way into a graph. */
export interface EdgeFaults {
  readonly selfLoops: number;
  /** Edges that repeat another; their weights are added to its weight. */
  readonly duplicates: number;
}

/**
 * Builds a simple graph: self loops are left out, edges that repeat are one edge with the sum of their weights. Linear in nodes
 * and edges: two passes of counting sort order the neighbours.
 *
 * @throws TallyError `GRAPH_NODE` for an edge to a node that there is not, `GRAPH_SIZE` beyond 2^32 - 1 arcs.
 */
export function buildGraph(
  edges: EdgeList,
  isDirected: boolean,
): { readonly graph: Graph; readonly faults: EdgeFaults } {
  const { nodes } = edges;
  assertEdges(edges, isDirected);
  const { rows: backward, selfLoops } = reversedRows(edges, isDirected);
  // The transpose of a transpose comes in the order of its rows, which is that of the neighbours.
  const forward = merged(transposed(backward, nodes), nodes);
  const perEdge = isDirected ? 1 : 2;
  const kept = edges.sources.length - selfLoops;
  const graph = isDirected
    ? { nodes, isDirected, out: forward, in: transposed(forward, nodes) }
    : { nodes, isDirected, out: forward, in: forward };
  return { graph, faults: { selfLoops, duplicates: kept - forward.targets.length / perEdge } };
}

/** Neighbours of a node whatever the direction, each once, with the weights of both directions. */
export function undirectedView(graph: Graph): Graph {
  if (!graph.isDirected) return graph;
  const { nodes, out } = graph;
  const sources = new Uint32Array(out.targets.length);
  for (let v = 0; v < nodes; v++) sources.fill(v, out.offsets[v], out.offsets[v + 1]);
  return buildGraph({ nodes, sources, targets: out.targets, weights: out.weights }, false).graph;
}

function assertEdges({ nodes, sources, targets, weights }: EdgeList, isDirected: boolean): void {
  if (sources.length * (isDirected ? 1 : 2) > 0xffff_ffff) {
    throw new TallyError('GRAPH_SIZE', `${sources.length} edges are more than one graph can hold`, {
      hint: 'divide the graph by relation, or export it to Spark',
    });
  }
  for (let e = 0; e < sources.length; e++) {
    const node = Math.max(sources[e] as number, targets[e] as number);
    if (node < nodes) continue;
    throw new TallyError('GRAPH_NODE', `edge ${e} leads to node ${node}, but there are ${nodes}`, {
      hint: 'nodes are numbered from 0',
    });
  }
  if (weights !== undefined && weights.length !== sources.length) {
    throw new TallyError('GRAPH_NODE', `there are ${weights.length} weights for ${sources.length} edges`, {
      hint: 'give every edge a weight, or none',
    });
  }
}

/** Rows of arrivals: for each node the nodes from which an arc leads to it, unordered. */
function reversedRows({ nodes, sources, targets, weights }: EdgeList, isDirected: boolean) {
  const offsets = new Uint32Array(nodes + 1);
  let selfLoops = 0;
  for (let e = 0; e < sources.length; e++) {
    const [from, to] = [sources[e] as number, targets[e] as number];
    if (from === to) {
      selfLoops++;
      continue;
    }
    offsets[to] = (offsets[to] as number) + 1;
    if (!isDirected) offsets[from] = (offsets[from] as number) + 1;
  }
  const arcs = startsOf(offsets);
  const rows = { offsets, targets: new Uint32Array(arcs), weights: weights && new Float64Array(arcs) };
  for (let e = 0; e < sources.length; e++) {
    const [from, to] = [sources[e] as number, targets[e] as number];
    if (from === to) continue;
    place(rows, { row: to, target: from, weight: weights?.[e] });
    if (!isDirected) place(rows, { row: from, target: to, weight: weights?.[e] });
  }
  return { rows, selfLoops };
}

/** Turns counts into ends; whoever places arcs counts them down to starts. Answers the number of arcs. */
function startsOf(counts: Uint32Array): number {
  let sum = 0;
  for (let v = 0; v < counts.length; v++) {
    sum += counts[v] as number;
    counts[v] = sum;
  }
  return sum;
}

function place(
  { offsets, targets, weights }: Adjacency,
  { row, target, weight }: { readonly row: number; readonly target: number; readonly weight: number | undefined },
): void {
  const at = (offsets[row] as number) - 1;
  offsets[row] = at;
  targets[at] = target;
  if (weights !== undefined) weights[at] = weight ?? 1;
}

/** The arcs the other way round, the targets of each row ascending. */
function transposed({ offsets, targets, weights }: Adjacency, nodes: number): Adjacency {
  const starts = new Uint32Array(nodes + 1);
  for (let a = 0; a < targets.length; a++) {
    const v = targets[a] as number;
    starts[v] = (starts[v] as number) + 1;
  }
  const arcs = startsOf(starts);
  const out = new Uint32Array(arcs);
  const outWeights = weights && new Float64Array(arcs);
  // From the last row to the first: places are taken from the end of a row.
  for (let v = nodes - 1; v >= 0; v--) {
    for (let a = (offsets[v + 1] as number) - 1; a >= (offsets[v] as number); a--) {
      const row = targets[a] as number;
      const at = (starts[row] as number) - 1;
      starts[row] = at;
      out[at] = v;
      if (weights !== undefined && outWeights !== undefined) outWeights[at] = weights[a] as number;
    }
  }
  return { offsets: starts, targets: out, weights: outWeights };
}

/** Makes one arc of those that repeat, in place. */
function merged({ offsets, targets, weights }: Adjacency, nodes: number): Adjacency {
  let write = 0;
  for (let v = 0; v < nodes; v++) {
    const [from, to] = [offsets[v] as number, offsets[v + 1] as number];
    const start = write;
    offsets[v] = start;
    for (let a = from; a < to; a++) {
      const isRepeated = write > start && targets[write - 1] === targets[a];
      if (isRepeated) {
        if (weights !== undefined) weights[write - 1] = (weights[write - 1] as number) + (weights[a] as number);
        continue;
      }
      targets[write] = targets[a] as number;
      if (weights !== undefined) weights[write] = weights[a] as number;
      write++;
    }
  }
  offsets[nodes] = write;
  if (write === targets.length) return { offsets, targets, weights };
  return { offsets, targets: targets.slice(0, write), weights: weights?.slice(0, write) };
}
