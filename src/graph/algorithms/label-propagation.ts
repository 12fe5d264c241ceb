import type { Adjacency, Graph } from '../store/graph.ts';

/**
 * Community detection by label propagation, synchronous: every node starts with its own label and takes the most frequent label
 * of its neighbours, the smallest of equals; in a directed graph a neighbour in both directions counts twice (LDBC Graphalytics).
 */
export function labelPropagation(graph: Graph, iterations: number): Uint32Array {
  const { nodes, isDirected, out, in: arrivals } = graph;
  let labels = Uint32Array.from({ length: nodes }, (_, v) => v);
  let next = new Uint32Array(nodes);
  const counts = new Uint32Array(nodes);
  const seen = new Uint32Array(nodes);
  for (let round = 0; round < iterations; round++) {
    for (let v = 0; v < nodes; v++) {
      let size = tally(out, v, { labels, counts, seen, size: 0 });
      if (isDirected) size = tally(arrivals, v, { labels, counts, seen, size });
      next[v] = winner(labels[v] as number, { counts, seen, size });
    }
    [labels, next] = [next, labels];
  }
  return labels;
}

interface Ballot {
  /** Votes by label; zero between two nodes. */
  readonly counts: Uint32Array;
  /** Labels that have votes. */
  readonly seen: Uint32Array;
  readonly size: number;
}

/** Counts the labels of neighbours; answers how many labels have votes. */
function tally(
  { offsets, targets }: Adjacency,
  v: number,
  { labels, counts, seen, size: before }: Ballot & { readonly labels: Uint32Array },
): number {
  let size = before;
  for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
    const label = labels[targets[a] as number] as number;
    if (counts[label] === 0) seen[size++] = label;
    counts[label] = (counts[label] as number) + 1;
  }
  return size;
}

/** The label with most votes, which are cleared; a node without neighbours keeps its own. */
function winner(own: number, { counts, seen, size }: Ballot): number {
  let [best, most] = [own, 0];
  for (let i = 0; i < size; i++) {
    const label = seen[i] as number;
    const votes = counts[label] as number;
    if (votes > most || (votes === most && label < best)) [best, most] = [label, votes];
    counts[label] = 0;
  }
  return best;
}
