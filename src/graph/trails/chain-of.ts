import type { EdgeStore } from '../store/edge-store.ts';
import type { TrailQuery } from './trail-query.ts';

/**
 * All nodes that can be reached along edges of a relation, to the end, the start first and those nearer before those further, at most
 * `most` of them: a chain of guarantees (FinBench, complex read 11 and read-write 3).
 */
export function chainOf(
  store: EdgeStore,
  start: number,
  { most = 10_000, ...query }: TrailQuery & { readonly most?: number },
): number[] {
  const found = new Set([start]);
  for (const node of found) {
    store.visit(node, { ...query, direction: 'out' }, ({ ends }, place) => {
      found.add(ends[place] as number);
      return found.size < most;
    });
    if (found.size >= most) break;
  }
  return [...found];
}
