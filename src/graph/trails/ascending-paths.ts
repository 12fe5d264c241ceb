import type { EdgeStore } from '../store/edge-store.ts';
import type { TrailQuery } from './trail-query.ts';

export interface AscendingPaths {
  /** Nodes of each path, the start first; a path before those that go on from it. */
  readonly paths: readonly (readonly number[])[];
  /** Whether there were more than `most`. */
  readonly isCut: boolean;
}

/**
 * Paths without a repeated node along which every edge can be later than the one before, up to `hops` edges; edges between the same
 * two nodes are one way (FinBench, complex read 5). At each node the earliest edge in time is the one to take: whoever leaves later
 * reaches no more.
 */
export function ascendingPaths(
  store: EdgeStore,
  start: number,
  { hops, most = Infinity, ...query }: TrailQuery & { readonly hops: number; readonly most?: number },
): AscendingPaths {
  const asked = { ...query, direction: 'out' } as const;
  const paths: number[][] = [];
  let isCut = false;
  const extend = (path: readonly number[], since: number): void => {
    const earliest = new Map<number, number>();
    store.visit(path.at(-1) as number, asked, ({ ends, occurred }, place) => {
      const [end, at] = [ends[place] as number, occurred?.[place] ?? 0];
      if (at > since && !path.includes(end) && at < (earliest.get(end) ?? Infinity)) earliest.set(end, at);
      return true;
    });
    for (const [end, at] of earliest) {
      if (paths.length >= most) {
        isCut = true;
        return;
      }
      const longer = [...path, end];
      paths.push(longer);
      if (longer.length <= hops) extend(longer, at);
    }
  };
  extend([start], -Infinity);
  return { paths, isCut };
}
