import type { EdgeStore } from '../store/edge-store.ts';
import type { TrailQuery } from './trail-query.ts';

/** An account that traced money came to. */
export interface TracedFund {
  readonly node: number;
  /** What came to it on traced edges, over what was traced. */
  readonly ratio: number;
  readonly hop: number;
}

/**
 * Follows money from the accounts that it was paid to: an edge is followed when it carries more than `threshold` of all traced money
 * that came to its source (FinBench, complex read 8). Hop by hop; an account is told at the hop at which it was first reached, and
 * passes on what had come to it by then.
 */
export function fundTrace(
  store: EdgeStore,
  paid: ReadonlyMap<number, number>,
  {
    types,
    hops,
    threshold,
    ...window
  }: Omit<TrailQuery, 'type'> & {
    readonly types: readonly number[];
    readonly hops: number;
    readonly threshold: number;
  },
): TracedFund[] {
  const all = [...paid.values()].reduce((sum, amount) => sum + amount, 0);
  const seen = new Set(paid.keys());
  const found: TracedFund[] = [];
  let front = new Map(paid);
  for (let hop = 1; hop <= hops && front.size > 0; hop++) {
    const next = new Map<number, number>();
    for (const [node, came] of front) {
      for (const type of types) {
        store.visit(node, { ...window, type, direction: 'out' }, ({ ends, weights }, place) => {
          const [end, amount] = [ends[place] as number, weights?.[place] ?? 1];
          if (amount > threshold * came && !seen.has(end)) next.set(end, (next.get(end) ?? 0) + amount);
          return true;
        });
      }
    }
    for (const [node, came] of next) {
      seen.add(node);
      found.push({ node, ratio: came / all, hop });
    }
    front = next;
  }
  return found.sort((a, b) => b.hop - a.hop || b.ratio - a.ratio || a.node - b.node);
}
