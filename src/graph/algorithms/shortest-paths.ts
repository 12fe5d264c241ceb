import { TallyError } from '#base';
import type { Graph } from '../store/graph.ts';
import { NodeHeap } from './node-heap.ts';

/**
 * Least sum of weights from a source to every node (Dijkstra, 1959); Infinity where there is no way. Cost: arcs x log nodes.
 *
 * @throws TallyError `GRAPH_WEIGHT` for a weight below zero.
 */
export function shortestPaths({ nodes, out: { offsets, targets, weights } }: Graph, source: number): Float64Array {
  const wrong = weights?.findIndex((weight) => !(weight >= 0)) ?? -1;
  if (wrong >= 0) {
    throw new TallyError('GRAPH_WEIGHT', `${weights?.[wrong]} is no length of a way`, {
      hint: 'shortest paths need weights of zero or more',
    });
  }
  const lengths = new Float64Array(nodes).fill(Infinity);
  const heap = new NodeHeap(nodes);
  lengths[source] = 0;
  heap.set(source, 0);
  for (let v = heap.pop(); v >= 0; v = heap.pop()) {
    const length = lengths[v] as number;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      const over = length + (weights === undefined ? 1 : (weights[a] as number));
      if (over >= (lengths[w] as number)) continue;
      lengths[w] = over;
      heap.set(w, over);
    }
  }
  return lengths;
}
