import { TallyError } from '#base';
import type { NetworkParts } from '../network.ts';
import { bundlesOf, linkOf, nodeView, type LinkQuery, type NetworkLink, type NetworkNode } from './views.ts';

/** A node of which only the newest links are shown. */
export interface CutNode {
  readonly id: string;
  readonly shown: number;
  readonly links: number;
}

/** A part of the network around some nodes, plain values. */
export interface Surroundings {
  readonly nodes: readonly NetworkNode[];
  readonly links: readonly NetworkLink[];
  readonly cut: readonly CutNode[];
}

export interface SurroundingsQuery extends LinkQuery {
  /** 2 when left out. */
  readonly hops?: number;
  /** Nodes at most: 1,500. */
  readonly limit?: number;
  /** Links of a node at most, the newest: 50. */
  readonly perNode?: number;
}

/**
 * What lies around nodes as it was known: breadth first, of hubs the newest links alone. Ids of nodes are `kind:token`.
 *
 * @throws TallyError `NETWORK_NODE` for an id that nobody was told of.
 */
export function surroundings(network: NetworkParts, ids: readonly string[], query: SurroundingsQuery): Surroundings {
  const { hops = 2, limit = 1500, perNode = 50 } = query;
  const nodes = new Set(ids.map((id) => nodeNamed(network, id)));
  const links = new Map<string, NetworkLink>();
  const cut: CutNode[] = [];
  let ring = [...nodes];
  for (let hop = 0; hop < hops && ring.length > 0; hop++) {
    const next: number[] = [];
    for (const node of ring) {
      const bundles = bundlesOf(network, node, query).sort((a, b) => b.last - a.last || a.end - b.end);
      let shown = 0;
      for (const bundle of bundles.slice(0, perNode)) {
        if (!nodes.has(bundle.end) && nodes.size >= limit) continue;
        if (!nodes.has(bundle.end)) next.push(bundle.end);
        nodes.add(bundle.end);
        const link = linkOf(network, node, bundle);
        links.set(`${link.from} ${link.relation} ${link.to}`, link);
        shown++;
      }
      if (shown < bundles.length) cut.push({ id: network.nodes.idOf(node), shown, links: bundles.length });
    }
    ring = next;
  }
  return { nodes: [...nodes].map((node) => nodeView(network, node, query.at)), links: [...links.values()], cut };
}

/** A node with its links by one relation, or by all: the ring around it. */
export function expand(
  network: NetworkParts,
  id: string,
  { relation, ...query }: SurroundingsQuery & { readonly relation?: string },
): Surroundings {
  const only = relation === undefined ? {} : { relations: [relation] };
  return surroundings(network, [id], { perNode: 500, ...query, ...only, hops: 1 });
}

/** @throws TallyError `NETWORK_NODE`. */
export function nodeNamed({ nodes }: NetworkParts, id: string): number {
  const node = nodes.byId(id);
  if (node !== undefined && nodes.tokenOf(node) !== '') return node;
  throw new TallyError('NETWORK_NODE', `the network knows no node "${id}"`, {
    hint: 'ids are kind:token, such as person:17 or device:3f2a; search for it first',
    status: 404,
  });
}

/** Nodes whose token is the text, of every kind; or the one of a `kind:token`. */
export function search(network: NetworkParts, text: string, at: LinkQuery['at']): NetworkNode[] {
  const exact = network.nodes.byId(text);
  const named = network.nodes.figures().flatMap(({ kind }) => network.nodes.find({ kind, token: text }) ?? []);
  const found = new Set(exact === undefined ? named : [exact, ...named]);
  return [...found].filter((node) => network.nodes.tokenOf(node) !== '').map((node) => nodeView(network, node, at));
}
