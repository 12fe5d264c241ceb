import { TallyError } from '#base';
import type { Tenant } from '../../platform/open-tenant.ts';

const PERSON = 'person:';

/** The network knows a person by his index of identity; callers know him by his id. */
export function innerId({ identity }: Tenant, id: string): string {
  if (!id.startsWith(PERSON)) return id;
  const index = identity.resolver.indexOf(id.slice(PERSON.length));
  if (index !== undefined) return `${PERSON}${index}`;
  throw new TallyError('SERVER_NOT_FOUND', `there is no person ${id.slice(PERSON.length)}`, {
    hint: 'search for them at /v1/network/search',
    status: 404,
  });
}

/** The id by which callers know a node. */
export function outerId(tenant: Tenant, id: string): string {
  return id.startsWith(PERSON) ? `${PERSON}${personId(tenant, id.slice(PERSON.length))}` : id;
}

/** The id of a person as he was made: reads of the past speak of whom he was believed to be. */
function personId({ identity }: Tenant, index: string): string {
  return identity.resolver.asMade(Number(index)).id;
}
