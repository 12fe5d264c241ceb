import { formatInstant, TallyError, type z } from '#base';
import {
  fraudPatterns,
  nodeKinds,
  path,
  relations,
  search,
  surroundings,
  whyLinked,
  type LinkQuery,
  type NetworkNode,
  type Sightings,
} from '#network';
import { identifierKinds, type IdentifierKind } from '#stream';
import type { networkRoutes } from '../../api/network.ts';
import type { Call } from '../../http/context.ts';
import type { Tenant } from '../../platform/open-tenant.ts';
import { instantOf } from '../instant-of.ts';
import { innerId, outerId } from './node-ids.ts';
import { linkView, nodeView } from './views.ts';

type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;
type Routes = typeof networkRoutes;

export function networkState({ tenant: { network } }: Call) {
  const counts = new Map(network.nodes.figures().map(({ kind, nodes }) => [kind, nodes]));
  return {
    nodes: nodeKinds.map(({ kind, en, zh }) => ({ kind, text: { en, zh }, count: counts.get(kind) ?? 0 })),
    relations: relations.map(({ name, strength, en, zh }, place) => ({
      ...{ relation: name, text: { en, zh }, strength },
      links: network.linkCounts[place] ?? 0,
    })),
    patterns: fraudPatterns.map(({ pattern, en, zh }) => ({ pattern, text: { en, zh } })),
    bytes: network.bytes,
    communities: network.groups.journal.groupsAt(network.groups.journal.closings.length - 1).length,
    faults: { ...network.faults },
  };
}

/** Now, or a past instant. */
export function networkInstant({ engine }: Tenant, at: string | undefined): LinkQuery['at'] {
  return { asOf: at === undefined ? engine.ports.clock.now() : instantOf(at) };
}

export function networkSearch({ tenant, query: { text } }: Call<unknown, QueryOf<Routes['search']>>) {
  const at = networkInstant(tenant, undefined);
  const found = new Map<string, NetworkNode>();
  for (const name of namesOf(tenant, text.trim())) {
    for (const node of search(tenant.network, name, at)) found.set(node.id, node);
  }
  return { items: [...found.values()].map((node) => nodeView(tenant, node)) };
}

/** What the network could know a text by: a person, a token, or the token of an identifier in the clear. */
function namesOf(tenant: Tenant, text: string): string[] {
  if (text === '') return [];
  const { resolver } = tenant.identity;
  const person = resolver.byId(text.replace(/^person:/, ''));
  const tokens = identifierKinds.flatMap((kind) => tokenOf(tenant, kind, text));
  const owners = tokens.flatMap(({ kind, token }) => resolver.find({ kind, token }) ?? []);
  const people = [...(person === undefined ? [] : [person]), ...owners].map(({ index }) => `person:${index}`);
  // A bare number is somebody's index to the network, and nothing that a caller knows.
  const own = /^(person:)?\d+$/.test(text) ? [] : [text];
  return [...new Set([...people, ...own, ...tokens.map(({ kind, token }) => `${kind}:${token}`)])];
}

function tokenOf({ identity }: Tenant, kind: IdentifierKind, value: string) {
  const envelope = { kind: '', version: 1, source: '', idempotencyKey: '', occurredAt: 0, data: {} };
  try {
    return identity.tokenise({ ...envelope, identifiers: [{ kind, value }] }).identifiers;
  } catch {
    // A text that is no phone may still be an account.
    return [];
  }
}

export function networkSurroundings({ tenant, query }: Call<unknown, QueryOf<Routes['surroundings']>>) {
  const { nodes, relations: wanted, from, until, at: told, ...limits } = query;
  const at = networkInstant(tenant, told);
  const found = surroundings(tenant.network, idsOf(tenant, nodes), {
    ...limits,
    at,
    relations: wanted?.split(','),
    from: from === undefined ? undefined : instantOf(from),
    until: until === undefined ? undefined : instantOf(until),
  });
  return {
    at: formatInstant(at.asOf),
    nodes: found.nodes.map((node) => nodeView(tenant, node)),
    links: found.links.map((link) => linkView(tenant, link)),
    cut: found.cut.map((one) => ({ ...one, id: outerId(tenant, one.id) })),
  };
}

const MOST_NODES = 200;

function idsOf(tenant: Tenant, text: string): string[] {
  const ids = [...new Set(text.split(','))].filter((id) => id !== '');
  if (ids.length <= MOST_NODES) return ids.map((id) => innerId(tenant, id));
  throw new TallyError('SERVER_TOO_MANY_NODES', `${ids.length} nodes are asked for at once`, {
    hint: `name ${MOST_NODES} at most`,
    status: 422,
  });
}

export function networkPath({ tenant, query: { a, b, at } }: Call<unknown, QueryOf<Routes['path']>>) {
  const ends = { a: innerId(tenant, a), b: innerId(tenant, b) };
  const found = path(tenant.network, ends, { at: networkInstant(tenant, at) });
  return {
    found: found.found,
    nodes: found.nodes.map((node) => nodeView(tenant, node)),
    links: found.links.map((link) => linkView(tenant, link)),
  };
}

export function networkWhy({ tenant, query }: Call<unknown, QueryOf<Routes['why']>>) {
  const at = networkInstant(tenant, query.at);
  const { a, b, shared } = whyLinked(
    tenant.network,
    { a: innerId(tenant, query.a), b: innerId(tenant, query.b) },
    { at },
  );
  const sightings = ({ events, firstAt, lastAt }: Sightings) => ({
    ...{ events, firstAt: formatInstant(firstAt), lastAt: formatInstant(lastAt) },
  });
  return {
    at: formatInstant(at.asOf),
    a: nodeView(tenant, a),
    b: nodeView(tenant, b),
    shared: shared.map((one) => ({
      ...{ relation: one.relation, holders: one.holders, rarity: one.rarity },
      node: nodeView(tenant, one.node),
      a: sightings(one.a),
      b: sightings(one.b),
    })),
  };
}
