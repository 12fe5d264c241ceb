import type { EdgeStore } from '../store/edge-store.ts';
import { roomFor } from './node-values.ts';
import type { TrailQuery } from './trail-query.ts';

/** A node at the end of a trail of `hop` edges; the same node may be reached by trails of several lengths. */
export interface Reached {
  readonly node: number;
  readonly hop: number;
  /** Of the trails of this length the earliest arrival, or, against the direction of edges, the latest departure. */
  readonly at: number;
}

/**
 * Nodes at the ends of trails whose every edge is later than the one before, up to `hops` edges; with `direction: 'in'` against the
 * edges, towards where the trails come from (FinBench, complex reads 1 and 2). Of each length only the best instant of a node
 * matters, so that the cost is that of the edges around the nodes reached, once a hop.
 */
export function ascendingReach(
  store: EdgeStore,
  start: number,
  { hops, direction, ...query }: TrailQuery & { readonly hops: number; readonly direction: 'out' | 'in' },
): Reached[] {
  const isForward = direction === 'out';
  const asked = { ...query, direction };
  const found: Reached[] = [];
  let [front, next] = roomFor(store);
  front.add(start, isForward ? -Infinity : Infinity);
  for (let hop = 1; hop <= hops && front.count > 0; hop++) {
    next.clear();
    for (let i = 0; i < front.count; i++) {
      const since = front.values[i] as number;
      store.visit(front.nodes[i] as number, asked, ({ ends, occurred }, place) => {
        const [end, at] = [ends[place] as number, occurred?.[place] ?? 0];
        if (isForward ? at <= since : at >= since) return true;
        const known = next.placeOf(end);
        if (known < 0) next.add(end, at);
        else
          next.values[known] = isForward
            ? Math.min(next.values[known] as number, at)
            : Math.max(next.values[known] as number, at);
        return true;
      });
    }
    for (let i = 0; i < next.count; i++) {
      found.push({ node: next.nodes[i] as number, hop, at: next.values[i] as number });
    }
    [front, next] = [next, front];
  }
  return found;
}
