import type { EdgeStore } from '../store/edge-store.ts';
import type { TrailQuery } from './trail-query.ts';

/** What goes through a node on one side. */
export interface FlowSide {
  readonly partners: number;
  readonly edges: number;
  readonly amount: number;
}

/** Edges of one direction above a threshold: partners, count and sum of weights (FinBench, complex reads 7 and 9, read-write 2). */
export function flowThrough(
  store: EdgeStore,
  node: number,
  { threshold = -Infinity, ...query }: TrailQuery & { readonly direction: 'out' | 'in'; readonly threshold?: number },
): FlowSide {
  const partners = new Set<number>();
  let [edges, amount] = [0, 0];
  store.visit(node, query, ({ ends, weights }, place) => {
    const weight = weights?.[place] ?? 1;
    if (!(weight > threshold)) return true;
    partners.add(ends[place] as number);
    edges++;
    amount += weight;
    return true;
  });
  return { partners: partners.size, edges, amount };
}

/** One amount over another; -1 where there is none to divide by, as FinBench has it. */
export function ratioOf(above: number, below: number): number {
  return below === 0 ? -1 : above / below;
}
