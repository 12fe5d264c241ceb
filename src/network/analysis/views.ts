import { INWARD } from '#graph';
import { recordKinds, type RecordKind } from '../links/records-of.ts';
import { relations, type Relation } from '../links/relations.ts';
import { placeOfRelation } from '../links/relations.ts';
import type { NodeKind } from '../links/node-kinds.ts';
import type { NetworkParts } from '../network.ts';
import type { NetworkInstant } from '../history/ticks.ts';

/** What a person is known as, the gravest first. Empty for what is no person. */
export const statuses = ['fraud', 'bad', 'overdue', 'rejected', 'borrower', 'applicant', 'visitor'] as const;

export type NodeStatus = (typeof statuses)[number] | '';

/** A node as a read as of an instant sees it. */
export interface NetworkNode {
  /** `kind:token`. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly token: string;
  readonly status: NodeStatus;
  /** Links visible at the instant; counted up to 1,000. */
  readonly links: number;
  /** Id of its group at the end of the last day; null when it is alone. */
  readonly community: number | null;
}

/** All links between two nodes by one relation. */
export interface NetworkLink {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  /** 0 to 1. */
  readonly strength: number;
  readonly events: number;
  /** Milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Which links a look at the network follows. */
export interface LinkQuery {
  readonly at: NetworkInstant;
  /** Names of relations; all when left out. */
  readonly relations?: readonly string[] | undefined;
  /** That happened from and until these instants, milliseconds, both included. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** A link of a node to another, all events of it together. */
export interface Bundle {
  readonly end: number;
  readonly relation: number;
  /** The node is at the far end of the link. */
  readonly isInward: boolean;
  events: number;
  /** Seconds. */
  first: number;
  last: number;
}

const COUNTED = 1000;
/** Arcs of a node that one look takes, the newest. */
const MOST_ARCS = 20_000;

/** Links of a node by partner and relation, the newest first. */
export function bundlesOf(network: NetworkParts, node: number, query: LinkQuery): Bundle[] {
  const wanted = query.relations && new Set(query.relations.map((name) => placeOfRelation(name)));
  const found = new Map<number, Bundle>();
  const { from, until, at } = query;
  const window = {
    asOf: network.ticks.at(at),
    ...(from === undefined ? {} : { from: Math.ceil(from / 1000) }),
    until: Math.floor((until ?? at.asOf) / 1000),
    limit: MOST_ARCS,
  };
  if (!Number.isFinite(window.until)) window.until = 0xffff_ffff;
  network.edges.visit(node, window, ({ ends, types, occurred }, place) => {
    const [end, kind, second] = [ends[place] as number, types?.[place] ?? 0, occurred?.[place] ?? 0];
    const relation = kind & ~INWARD;
    if (wanted?.has(relation) === false) return true;
    const key = end * 256 + kind;
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { end, relation, isInward: (kind & INWARD) !== 0, events: 1, first: second, last: second });
    } else {
      known.events++;
      known.first = Math.min(known.first, second);
      known.last = Math.max(known.last, second);
    }
    return true;
  });
  return [...found.values()];
}

/** The link of a bundle. */
export function linkOf(network: NetworkParts, node: number, bundle: Bundle): NetworkLink {
  const { end, relation, isInward, events, first, last } = bundle;
  const { name, strength } = relations[relation] as Relation;
  const [source, target] = isInward ? [end, node] : [node, end];
  const ends = { from: network.nodes.idOf(source), to: network.nodes.idOf(target) };
  return { ...ends, relation: name, strength, events, firstAt: 1000 * first, lastAt: 1000 * last };
}

/** A node as it was known. */
export function nodeView(network: NetworkParts, node: number, at: NetworkInstant): NetworkNode {
  const { nodes, edges, ticks, groups } = network;
  const tick = ticks.at(at);
  let links = 0;
  edges.visit(node, { asOf: tick, limit: COUNTED }, () => {
    links++;
    return true;
  });
  const kind = nodes.kindOf(node);
  const status = kind === 'person' ? statusOf(network, node, tick) : '';
  const community = groups.journal.groupOf(node, groups.journal.closingAt(tick)) ?? null;
  return { id: nodes.idOf(node), kind, token: nodes.tokenOf(node), status, links, community };
}

const graveness: readonly (readonly [RecordKind, NodeStatus])[] = [
  ['confirmed', 'fraud'],
  ['bad', 'bad'],
  ['overdue', 'overdue'],
  ['rejected', 'rejected'],
  ['disbursed', 'borrower'],
  ['approved', 'borrower'],
  ['applied', 'applicant'],
];

/** What a person was known as; a later `cleared` takes a confirmation back. */
export function statusOf({ records }: NetworkParts, person: number, tick: number): NodeStatus {
  const known = new Set<RecordKind>();
  records.visit(person, tick, (place) => {
    const { kind } = recordKinds[records.kindAt(place)] as (typeof recordKinds)[number];
    if (kind !== 'confirmed' || !known.has('cleared')) known.add(kind);
    return true;
  });
  return graveness.find(([kind]) => known.has(kind))?.[1] ?? 'visitor';
}
