import type { EdgeStore } from '../store/edge-store.ts';
import type { TrailQuery } from './trail-query.ts';

/** Edges with one partner. */
export interface PartnerSum {
  readonly count: number;
  readonly sum: number;
  readonly most: number;
}

/** The edges of a node by partner: how many, and the sum and the largest of their weights; those above `threshold` only. */
export function partnerSums(
  store: EdgeStore,
  node: number,
  { threshold = -Infinity, ...query }: TrailQuery & { readonly direction: 'out' | 'in'; readonly threshold?: number },
): Map<number, PartnerSum> {
  const sums = new Map<number, { count: number; sum: number; most: number }>();
  store.visit(node, query, ({ ends, weights }, place) => {
    const [end, weight] = [ends[place] as number, weights?.[place] ?? 1];
    if (!(weight > threshold)) return true;
    const known = sums.get(end);
    if (known === undefined) sums.set(end, { count: 1, sum: weight, most: weight });
    else {
      known.count++;
      known.sum += weight;
      known.most = Math.max(known.most, weight);
    }
    return true;
  });
  return sums;
}

/** Share of the partners of two nodes that they have in common; 0 when neither has any (FinBench, complex read 10). */
export function partnerJaccard(
  store: EdgeStore,
  [first, second]: readonly [number, number],
  query: TrailQuery & { readonly direction: 'out' | 'in' },
): number {
  const [ours, theirs] = [partnerSums(store, first, query), partnerSums(store, second, query)];
  let shared = 0;
  for (const partner of ours.keys()) if (theirs.has(partner)) shared++;
  const all = ours.size + theirs.size - shared;
  return all === 0 ? 0 : shared / all;
}
