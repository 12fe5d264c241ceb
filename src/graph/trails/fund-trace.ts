import { keysOf, radixOrder } from '../features/radix-order.ts';
import { INWARD } from '../store/arc-columns.ts';
import type { EdgeStore } from '../store/edge-store.ts';
import { roomFor, type NodeValues } from './node-values.ts';
import type { TrailQuery } from './trail-query.ts';

/** Accounts that traced money came to: those of the last hop first, of each hop those with the largest share first. */
export interface TracedFunds {
  readonly nodes: Uint32Array;
  /** What came to each on traced edges, over what was traced. */
  readonly ratios: Float64Array;
  readonly hops: Uint8Array;
}

/** Which money is followed: edges of `types`, up to 255 `hops`, of each account and type the newest `limit`. */
export type FundQuery = Omit<TrailQuery, 'type'> & {
  readonly types: readonly number[];
  readonly hops: number;
  readonly threshold: number;
};

/**
 * Follows money from the accounts that it was paid to: an edge is followed when it carries more than `threshold` of all traced money
 * that came to its source (FinBench, complex read 8). Hop by hop; an account is told at the hop at which it was first reached, and
 * passes on what had come to it by then. Time grows with the edges looked at.
 */
export function fundTrace(store: EdgeStore, paid: ReadonlyMap<number, number>, query: FundQuery): TracedFunds {
  // One after another the accounts of every hop.
  const [came] = roomFor(store);
  for (const [node, amount] of paid) came.add(node, amount);
  const begins = [0, came.count];
  for (let hop = 1; hop <= query.hops; hop++) {
    const [begin, end] = begins.slice(-2) as [number, number];
    if (begin === end) break;
    for (let i = begin; i < end; i++) passOn(store, came, { place: i, end, query });
    begins.push(came.count);
  }
  const all = [...paid.values()].reduce((sum, amount) => sum + amount, 0);
  return told(came, begins.slice(1), all);
}

/** Follows what one account passes on; accounts from `end` on are of the next hop. */
function passOn(
  store: EdgeStore,
  came: NodeValues,
  { place: at, end, query }: { readonly place: number; readonly end: number; readonly query: FundQuery },
): void {
  const { types: wanted, hops: _, threshold, limit = Infinity, ...window } = query;
  const least = threshold * (came.values[at] as number);
  const left = wanted.map(() => limit);
  let open = wanted.length;
  store.visit(came.nodes[at] as number, { ...window, direction: 'out' }, ({ ends, types, weights }, place) => {
    const which = wanted.indexOf((types?.[place] ?? 0) & ~INWARD);
    if (which < 0 || left[which] === 0) return true;
    left[which] = (left[which] as number) - 1;
    if (left[which] === 0) open--;
    const amount = weights?.[place] ?? 1;
    if (amount > least) {
      const known = came.placeOf(ends[place] as number);
      if (known < 0) came.add(ends[place] as number, amount);
      else if (known >= end) came.values[known] = (came.values[known] as number) + amount;
    }
    return open > 0;
  });
}

/** Puts the accounts of each hop in order; `begins` says where the hops begin, and the end. */
function told({ nodes, values, count }: NodeValues, begins: readonly number[], all: number): TracedFunds {
  const [first = count] = begins;
  const size = count - first;
  const found = { nodes: new Uint32Array(size), ratios: new Float64Array(size), hops: new Uint8Array(size) };
  let next = 0;
  for (let hop = begins.length - 1; hop >= 1; hop--) {
    const [begin, end] = [begins[hop - 1] as number, begins[hop] as number];
    const descending = values.slice(begin, end).map((value) => -value);
    for (const i of inOrder(descending, nodes.slice(begin, end))) {
      found.nodes[next] = nodes[begin + i] as number;
      found.ratios[next] = (values[begin + i] as number) / all;
      found.hops[next++] = hop;
    }
  }
  return found;
}

/** Items from which on counting is quicker than comparing. */
const MANY = 4096;

function inOrder(values: Float64Array, nodes: Uint32Array): Uint32Array {
  if (values.length >= MANY) return radixOrder(values.length, [...keysOf(values), nodes]);
  const order = Uint32Array.from(values, (_, i) => i);
  return order.sort(
    (a, b) => (values[a] as number) - (values[b] as number) || (nodes[a] as number) - (nodes[b] as number),
  );
}
