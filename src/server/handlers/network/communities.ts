import { dayOfInstant, formatDay, formatInstant, instantOfDay, TallyError, type z } from '#base';
import type { CommunityChange } from '#graph';
import { communities, community, type CommunityFigures } from '#network';
import { forTenant } from '#store';
import type { networkRoutes } from '../../api/network.ts';
import type { Call } from '../../http/context.ts';
import type { Tenant } from '../../platform/open-tenant.ts';
import { networkInstant } from './links.ts';
import { nodeView } from './views.ts';

type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;
type Routes = typeof networkRoutes;

export function listCommunities({ tenant, query }: Call<unknown, QueryOf<Routes['communities']>>) {
  const found = communities(tenant.network, { ...query, at: networkInstant(tenant, undefined) });
  return { items: found.map(figuresView) };
}

function figuresView({ id, bornOn, growth7d, density, ...counts }: CommunityFigures) {
  const { members, people, applied, bad, frauds } = counts;
  return {
    ...{ id: String(id), members, people, applied, bad, frauds, density, growth7d },
    bornAt: formatInstant(instantOfDay(bornOn)),
  };
}

export async function getCommunity(call: Call<{ id: string }, QueryOf<Routes['community']>>) {
  const { tenant, params, query } = call;
  const at = networkInstant(tenant, query.at);
  const found = community(tenant.network, communityId(params.id), at);
  const nodes = found.nodes.map((node) => nodeView(tenant, node));
  return {
    ...figuresView(found),
    nodes,
    history: daily(found.history, dayOfInstant(at.asOf)),
    changes: found.changes.map(({ day, change }) => changeView(change, day)),
    cells: await cellsOf(
      tenant,
      nodes.filter(({ kind }) => kind === 'person').map(({ id }) => id.slice('person:'.length)),
    ),
  };
}

function changeView(change: CommunityChange, day: number) {
  const other = change.kind === 'merge' ? change.into : change.kind === 'split' ? change.from : undefined;
  return {
    ...{ at: formatInstant(instantOfDay(day + 1)), kind: change.kind },
    members: 'size' in change ? change.size : change.before,
    other: other === undefined ? null : String(other),
  };
}

function communityId(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new TallyError('SERVER_NOT_FOUND', `there is no community ${text}`, {
    hint: 'list them at /v1/network/communities',
    status: 404,
  });
}

/** Days of which a history is drawn one by one. */
const MOST_DAYS = 400;

/** A figure that is known where it changed, day by day. */
function daily(known: readonly { readonly day: number; readonly members: number }[], today: number) {
  const first = Math.max(known[0]?.day ?? today, today - MOST_DAYS);
  const history: { day: string; members: number }[] = [];
  let place = 0;
  for (let day = first; day <= today; day++) {
    while ((known[place + 1]?.day ?? Infinity) <= day) place++;
    history.push({ day: formatDay(day), members: known[place]?.members ?? 0 });
  }
  return history;
}

const CELLS = `
  select avg((details->>'latitude')::float8) as latitude, avg((details->>'longitude')::float8) as longitude,
    count(*)::int4 as applications
  from application where tenant = $1 and person_id = any($2::text[]) and details->>'latitude' is not null
  group by details->>'cell' order by applications desc, details->>'cell' limit 500`;

interface CellRow extends Record<string, unknown> {
  readonly latitude: number;
  readonly longitude: number;
  readonly applications: number;
}

function cellsOf({ engine, id }: Tenant, people: readonly string[]): Promise<CellRow[]> {
  if (people.length === 0) return Promise.resolve([]);
  return forTenant(engine.ports.db, id).query<CellRow>(CELLS, [people]);
}
