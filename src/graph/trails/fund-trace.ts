import type { EdgeStore } from '../store/edge-store.ts';
import { roomFor } from './node-values.ts';
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
  let found: TracedFund[] = [];
  // One after another the accounts of every hop.
  const [came] = roomFor(store);
  for (const [node, amount] of paid) came.add(node, amount);
  let begin = 0;
  for (let hop = 1; hop <= hops && begin < came.count; hop++) {
    const end = came.count;
    for (let i = begin; i < end; i++) {
      const least = threshold * (came.values[i] as number);
      for (const type of types) {
        store.visit(came.nodes[i] as number, { ...window, type, direction: 'out' }, ({ ends, weights }, place) => {
          const amount = weights?.[place] ?? 1;
          if (!(amount > least)) return true;
          const known = came.placeOf(ends[place] as number);
          if (known < 0) came.add(ends[place] as number, amount);
          else if (known >= end) came.values[known] = (came.values[known] as number) + amount;
          return true;
        });
      }
    }
    const level: TracedFund[] = [];
    for (let i = end; i < came.count; i++) {
      level.push({ node: came.nodes[i] as number, ratio: (came.values[i] as number) / all, hop });
    }
    level.sort((x, y) => y.ratio - x.ratio || x.node - y.node);
    found = level.concat(found);
    begin = end;
  }
  return found;
}
