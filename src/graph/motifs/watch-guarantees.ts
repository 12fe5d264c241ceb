import type { EdgeStore, StoredEdge } from '../store/edge-store.ts';
import type { WatchedMotif } from './motif-watch.ts';

/**
 * The longest chain of guarantees that runs through an edge (who guarantees for whom who guarantees ...), each account by its fewest
 * hops; a chain that comes back to where it began is a circle, and its first member stands again at its end. `hub` bounds the
 * guarantees of an account, `steps` all that are looked at.
 */
export function guaranteeChain(
  store: EdgeStore,
  {
    edge,
    asOf,
    guarantee = 0,
    minChain,
    hub,
    steps,
  }: {
    readonly edge: StoredEdge;
    readonly asOf: number;
    readonly guarantee?: number | undefined;
    readonly minChain: number;
    readonly hub: number;
    readonly steps: number;
  },
): readonly WatchedMotif[] {
  const query = { asOf, type: guarantee, limit: hub };
  const walk = (from: number, direction: 'in' | 'out', end: number): readonly number[] => {
    const before = new Map<number, number>([[from, -1]]);
    let [last, left] = [from, steps];
    for (const node of before.keys()) {
      last = node;
      if (node === end) break;
      store.visit(node, { ...query, direction }, ({ ends }, place) => {
        const next = ends[place] as number;
        if (!before.has(next)) before.set(next, node);
        return --left > 0;
      });
      if (left <= 0) break;
    }
    const path: number[] = [];
    for (let at = last; at >= 0; at = before.get(at) ?? -1) path.push(at);
    return path;
  };
  const onward = walk(edge.target, 'out', edge.source).toReversed();
  if (onward.at(-1) === edge.source) {
    const members = [edge.source, ...onward];
    return [{ kind: 'guarantee-chain', members, value: members.length - 1 }];
  }
  const seen = new Set(onward);
  const backward = walk(edge.source, 'in', edge.target).filter((node) => !seen.has(node));
  const members = [...backward, ...onward];
  return members.length < minChain ? [] : [{ kind: 'guarantee-chain', members, value: members.length }];
}
