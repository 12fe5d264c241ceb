import type { EdgeStore } from '../store/edge-store.ts';
import { partnerSums, type PartnerSum } from './partner-sums.ts';
import type { TrailQuery } from './trail-query.ts';

/** Who closes a circle of three: what came to it, and what it sent on. */
export interface ClosingPartner {
  readonly node: number;
  readonly received: PartnerSum;
  readonly sent: PartnerSum;
}

/**
 * Others that received from `target` and sent to `source`: each closes a circle with an edge from source to target (FinBench,
 * complex read 4 and read-write 1). The largest sums sent first.
 */
export function closingPartners(
  store: EdgeStore,
  { source, target }: { readonly source: number; readonly target: number },
  query: TrailQuery,
): ClosingPartner[] {
  const senders = partnerSums(store, source, { ...query, direction: 'in' });
  if (senders.size === 0) return [];
  const receivers = partnerSums(store, target, { ...query, direction: 'out' });
  const found: ClosingPartner[] = [];
  for (const [node, sent] of senders) {
    const received = receivers.get(node);
    if (received !== undefined && node !== source && node !== target) found.push({ node, received, sent });
  }
  return found.sort((a, b) => b.sent.sum - a.sent.sum || b.received.sum - a.received.sum || a.node - b.node);
}
