import { log } from '#base';
import { relations, type Relation } from '../links/relations.ts';
import type { NetworkParts } from '../network.ts';
import { nodeNamed } from './surroundings.ts';
import {
  bundlesOf,
  linkOf,
  nodeView,
  type Bundle,
  type LinkQuery,
  type NetworkLink,
  type NetworkNode,
} from './views.ts';

/** The strongest chain of links between two nodes; empty lists when there is none within reach. */
export interface NetworkPath {
  readonly found: boolean;
  readonly nodes: readonly NetworkNode[];
  /** One by one from the first node to the last. */
  readonly links: readonly NetworkLink[];
  /** Product of the strengths, less for every hub passed. */
  readonly strength: number;
}

interface Step {
  readonly node: number;
  readonly cost: number;
  readonly hops: number;
  readonly from?: Step;
  readonly bundle?: Bundle;
}

/** Nodes that a search opens, links that it follows of each, and how far it goes. */
const [MOST_NODES, MOST_LINKS, MOST_HOPS] = [20_000, 100, 8];

/** The chain of links with the largest product of strengths, a hub's divided by how much of a hub it is (Dijkstra over minus logs). */
export function path(network: NetworkParts, ends: { readonly a: string; readonly b: string }, query: LinkQuery) {
  const [start, goal] = [nodeNamed(network, ends.a), nodeNamed(network, ends.b)];
  const best = new Map<number, number>([[start, 0]]);
  const open: Step[] = [{ node: start, cost: 0, hops: 0 }];
  const closed = new Set<number>();
  for (let step = take(open); step !== undefined && closed.size < MOST_NODES; step = take(open)) {
    if (closed.has(step.node)) continue;
    closed.add(step.node);
    if (step.node === goal) return pathOf(network, step, query);
    if (step.hops >= MOST_HOPS) continue;
    const bundles = bundlesOf(network, step.node, query);
    for (const bundle of bundles.slice(0, MOST_LINKS)) {
      const cost = step.cost + costOf(bundle, bundles.length);
      if (closed.has(bundle.end) || cost >= (best.get(bundle.end) ?? Infinity)) continue;
      best.set(bundle.end, cost);
      put(open, { node: bundle.end, cost, hops: step.hops + 1, from: step, bundle });
    }
  }
  return { found: false, nodes: [], links: [], strength: 0 } satisfies NetworkPath;
}

/** Minus the logarithm of the strength; a node with more links than its relation bears tells less. */
function costOf({ relation, isInward }: Bundle, links: number): number {
  const { strength, hubAbove } = relations[relation] as Relation;
  const crowd = isInward ? Math.max(1, links / hubAbove) : 1;
  return log(crowd / (0.98 * strength));
}

function pathOf(network: NetworkParts, last: Step, { at }: LinkQuery): NetworkPath {
  const nodes: NetworkNode[] = [];
  const links: NetworkLink[] = [];
  let strength = 1;
  for (let step: Step | undefined = last; step !== undefined; step = step.from) {
    nodes.unshift(nodeView(network, step.node, at));
    if (step.from === undefined || step.bundle === undefined) continue;
    const link = linkOf(network, step.from.node, step.bundle);
    strength *= link.strength;
    links.unshift(link);
  }
  return { found: true, nodes, links, strength };
}

/** A binary heap by cost, then by node, so that the answer does not depend on the order of links. */
function put(heap: Step[], step: Step): void {
  let at = heap.push(step) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBefore(step, heap[above] as Step)) break;
    heap[at] = heap[above] as Step;
    at = above;
  }
  heap[at] = step;
}

function take(heap: Step[]): Step | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Step, heap[child] as Step)) child++;
    if (!isBefore(heap[child] as Step, last)) break;
    heap[at] = heap[child] as Step;
    at = child;
  }
  heap[at] = last;
  return first;
}

function isBefore(a: Step, b: Step): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.node < b.node);
}
