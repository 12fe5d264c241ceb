import { formatInstant } from '#base';
import type { NetworkLink, NetworkNode } from '#network';
import type { Tenant } from '../../platform/open-tenant.ts';
import { outerId } from './node-ids.ts';

const SHOWN = 14;

/** A node as callers see it: tokens and ids alone, shortened for the eye. */
export function nodeView(tenant: Tenant, { id, kind, status, links, community }: NetworkNode) {
  const known = outerId(tenant, id);
  const token = known.slice(kind.length + 1);
  return {
    ...{ id: known, kind, status, links },
    label: token.length > SHOWN ? `${token.slice(0, SHOWN)}…` : token,
    community: community === null ? null : String(community),
    list: tenant.lists.get(known)?.list ?? null,
  };
}

export function linkView(tenant: Tenant, { from, to, relation, strength, events, firstAt, lastAt }: NetworkLink) {
  return {
    ...{ from: outerId(tenant, from), to: outerId(tenant, to), relation, strength, events },
    ...{ firstAt: formatInstant(firstAt), lastAt: formatInstant(lastAt) },
  };
}
