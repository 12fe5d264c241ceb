import type { StoredEdge } from '../store/edge-store.ts';
import type { WatchedMotif } from './motif-watch.ts';

/** A transfer at one end of an account. */
export interface Transfer {
  readonly partner: number;
  readonly at: number;
  readonly amount: number;
}

/** Transfers of an account within the window, until an instant. */
export type Near = (node: number, direction: 'in' | 'out', before?: number) => readonly Transfer[];

/**
 * The shortest way in time by which money that the edge's target sent came to its source: the edge closes it to a cycle. Looked for
 * backwards from the source, hop by hop, each account by its latest transfer that still reaches it.
 */
export function closedCycle({
  edge,
  near,
  until,
  maxCycle,
  steps,
}: {
  readonly edge: StoredEdge;
  readonly near: Near;
  readonly until: number;
  readonly maxCycle: number;
  readonly steps: number;
}): readonly WatchedMotif[] {
  const { source, target } = edge;
  let front: readonly { readonly at: number; readonly path: readonly number[] }[] = [{ at: until, path: [source] }];
  const latest = new Map([[source, until]]);
  let left = steps;
  for (let length = 2; length <= maxCycle && front.length > 0; length++) {
    const next = new Map<number, { readonly at: number; readonly path: readonly number[] }>();
    for (const { at, path } of front) {
      for (const transfer of near(path[0] as number, 'in', at)) {
        if (left-- <= 0) return [];
        // Each transfer is earlier than the one that follows it.
        if (transfer.at >= at) continue;
        if (transfer.partner === target) return [{ kind: 'cycle', members: [target, ...path], value: path.length + 1 }];
        if (transfer.at <= (latest.get(transfer.partner) ?? -Infinity)) continue;
        latest.set(transfer.partner, transfer.at);
        next.set(transfer.partner, { at: transfer.at, path: [transfer.partner, ...path] });
      }
    }
    front = [...next.values()].filter(({ path }) => new Set(path).size === path.length);
  }
  return [];
}

/** Sources whose money comes together again at the edge's target over several accounts, of which the edge's source is one. */
export function gathered({
  edge,
  near,
  into,
  minBetween,
  steps,
}: {
  readonly edge: StoredEdge;
  readonly near: Near;
  readonly into: readonly Transfer[];
  readonly minBetween: number;
  readonly steps: number;
}): readonly WatchedMotif[] {
  const { source, target, occurred = 0 } = edge;
  const between = new Map<number, Set<number>>();
  for (const { partner } of near(source, 'in', occurred)) {
    if (partner !== target) between.set(partner, new Set([source]));
  }
  if (between.size === 0) return [];
  const seen = new Set([source]);
  let left = steps;
  for (const { partner: middle, at } of into) {
    // The newest transfer of an account leaves most time for what came before it.
    if (seen.has(middle)) continue;
    seen.add(middle);
    const passed = near(middle, 'in', at);
    for (const { partner } of passed) between.get(partner)?.add(middle);
    left -= passed.length + 1;
    if (left <= 0) break;
  }
  return [...between]
    .filter(([, middles]) => middles.size >= minBetween)
    .sort(([a], [b]) => a - b)
    .map(([origin, middles]) => ({
      kind: 'scatter-gather',
      members: [origin, target, ...[...middles].sort((a, b) => a - b)],
      value: middles.size,
    }));
}
