import { TallyError } from '#base';

/** Transfers, calls, guarantees: edges that happened at an instant, as they came. */
export interface TimedEdges {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** In any unit; windows are in the same one. NaN where it is not known: the edge is left out and counted. */
  readonly times: Float64Array;
  /** Above zero; without them a motif is judged by its shape and order alone. */
  readonly amounts?: Float64Array | undefined;
}

/** Edges in time order with rows by source and by target, each row in time order. Edges to oneself are left out. */
export interface TimedRows {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly times: Float64Array;
  readonly amounts: Float64Array | undefined;
  /** The place of each edge in the list it came in. */
  readonly edgeAt: Uint32Array;
  /** Edges from `v`: `[outStarts[v], outStarts[v + 1])` of `outEdges`. */
  readonly outStarts: Uint32Array;
  readonly outEdges: Uint32Array;
  readonly inStarts: Uint32Array;
  readonly inEdges: Uint32Array;
  readonly selfLoops: number;
  readonly withoutTime: number;
}

/**
 * Orders edges by time, equal times by source, target and amount, so that the order of rows decides nothing.
 *
 * @throws TallyError `GRAPH_NODE` for an edge to a node that there is not.
 */
export function timedRows(edges: TimedEdges): TimedRows {
  const { nodes, sources, targets, times, amounts } = edges;
  const kept: number[] = [];
  let [selfLoops, withoutTime] = [0, 0];
  for (let e = 0; e < sources.length; e++) {
    const highest = Math.max(sources[e] as number, targets[e] as number);
    if (highest >= nodes) throw noNode(e, highest, nodes);
    if (sources[e] === targets[e]) selfLoops++;
    else if (Number.isNaN(times[e])) withoutTime++;
    else kept.push(e);
  }
  const edgeAt = Uint32Array.from(kept).sort(
    (a, b) =>
      (times[a] as number) - (times[b] as number) ||
      (sources[a] as number) - (sources[b] as number) ||
      (targets[a] as number) - (targets[b] as number) ||
      (amounts?.[a] ?? 0) - (amounts?.[b] ?? 0),
  );
  const from = edgeAt.map((e) => sources[e] as number);
  const to = edgeAt.map((e) => targets[e] as number);
  const [outStarts, outEdges] = rowsOf(from, nodes);
  const [inStarts, inEdges] = rowsOf(to, nodes);
  return {
    ...{ nodes, sources: from, targets: to, edgeAt, outStarts, outEdges, inStarts, inEdges, selfLoops, withoutTime },
    times: Float64Array.from(edgeAt, (e) => times[e] as number),
    amounts: amounts && Float64Array.from(edgeAt, (e) => amounts[e] as number),
  };
}

function noNode(edge: number, node: number, nodes: number): TallyError {
  return new TallyError('GRAPH_NODE', `edge ${edge} leads to node ${node}, but there are ${nodes}`, {
    hint: 'nodes are numbered from 0',
  });
}

function rowsOf(ends: Uint32Array, nodes: number): [starts: Uint32Array, edges: Uint32Array] {
  const starts = new Uint32Array(nodes + 1);
  for (const v of ends) starts[v + 1] = (starts[v + 1] as number) + 1;
  for (let v = 0; v < nodes; v++) starts[v + 1] = (starts[v + 1] as number) + (starts[v] as number);
  const next = starts.slice();
  const edges = new Uint32Array(ends.length);
  for (let e = 0; e < ends.length; e++) {
    const v = ends[e] as number;
    edges[next[v] as number] = e;
    next[v] = (next[v] as number) + 1;
  }
  return [starts, edges];
}
