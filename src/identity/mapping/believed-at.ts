import type { TenantReader } from '#store';
import type { Identifier } from '#stream';
import type { ViewTimes } from '../graph/identity-graph.ts';
import { viewComponent } from './component-view.ts';
import { LINK_LIMITS, LINK_STRENGTH } from './link-rules.ts';
import { factsOf, readComponent } from './read-component.ts';

/** A link as it was believed at an instant. */
export interface BelievedLink extends Identifier {
  readonly fact: number;
  readonly strength: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** The person it was first linked to, merged since or not. */
  readonly person: string;
}

/** Who somebody was believed to be at an instant. */
export interface Belief {
  readonly personId: string;
  /** Persons who counted as this one, himself included. */
  readonly persons: readonly string[];
  readonly links: readonly BelievedLink[];
}

/** Most persons whose links are looked at for one identifier. */
const MOST_USERS = 200;

/** Whom an identifier was believed to belong to; undefined when nobody, or so many that it said nothing. */
export async function believedAt(
  read: TenantReader,
  { kind, token }: Identifier,
  times: ViewTimes,
): Promise<Belief | undefined> {
  const users = await read.query<{ person_id: string }>(
    `select person_id from identifier where tenant = $1 and kind = $2 and token = $3 order by ordinal limit ${MOST_USERS}`,
    [kind, token],
  );
  if (users.length === 0) return undefined;
  const component = await readComponent(
    read,
    users.map((row) => row.person_id),
  );
  const view = viewComponent(factsOf(component), component.persons, times);
  const links = view.links.filter(({ a }) => a.kind === kind && a.token === token);
  const owner = links[0];
  if (owner === undefined || links.length > LINK_LIMITS.users[kind]) return undefined;
  return beliefOf(view, view.roots.get(owner.b.token) ?? owner.b.token);
}

/** Who a person was believed to be; undefined when no identifier of his was known then. */
export async function beliefOfPerson(read: TenantReader, id: string, times: ViewTimes): Promise<Belief | undefined> {
  const component = await readComponent(read, [id]);
  const view = viewComponent(factsOf(component), component.persons, times);
  const belief = beliefOf(view, view.roots.get(id) ?? id);
  return belief.links.length === 0 ? undefined : belief;
}

function beliefOf({ roots, links }: ReturnType<typeof viewComponent>, personId: string): Belief {
  const persons = [...roots].filter(([, root]) => root === personId).map(([id]) => id);
  const own = new Set(persons);
  return {
    personId,
    persons,
    links: links
      .filter(({ b }) => own.has(b.token))
      .map(({ a, b, number, occurredAt, recordedAt }) => {
        const { kind, token } = a as Identifier;
        return { kind, token, fact: number, strength: LINK_STRENGTH[kind], occurredAt, recordedAt, person: b.token };
      }),
  };
}
