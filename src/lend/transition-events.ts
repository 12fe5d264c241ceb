import { must } from '#base';
import { LINK_STRENGTH, type Transition } from '#identity';
import { forTenant } from '#store';
import type { Identifier } from '#stream';
import type { EventDraft } from './effects.ts';
import type { LendPorts } from './ports.ts';

/** The event that tells of a person entering or leaving a segment; `cause` makes its key his only one for it. */
export function transitionDraft(
  { segmentId, version, person, entered }: Transition,
  identifiers: readonly Identifier[],
  cause: string,
): EventDraft {
  return {
    kind: entered ? 'segment.entered' : 'segment.left',
    key: `segment:${segmentId}:${version}:${person}:${cause}:${entered ? 'in' : 'out'}`,
    identifiers,
    data: { segmentId, version },
  };
}

/** Events of what time or a correction changed, each with an identifier of its person; who has none of his own is left out. */
export async function transitionDrafts(ports: LendPorts, transitions: readonly Transition[]): Promise<EventDraft[]> {
  const marks = await identifiersOf(ports, new Set(transitions.map(({ person }) => person)));
  return transitions.flatMap((transition) => {
    const identifiers = marks.get(transition.person);
    return identifiers === undefined ? [] : [transitionDraft(transition, identifiers, `at${transition.at}`)];
  });
}

/** The surest identifier that is each person's alone, from the store; who has none is left out. */
async function identifiersOf(
  { db, tenant, identity }: LendPorts,
  persons: ReadonlySet<number>,
): Promise<Map<number, readonly Identifier[]>> {
  const found = new Map<number, readonly Identifier[]>();
  if (persons.size === 0) return found;
  const { resolver } = identity;
  const ids = [...persons].flatMap((person) => [resolver.byIndex(person).id]);
  const rows = await forTenant(db, tenant).query<Identifier & { person_id: string }>(
    'select person_id, kind, token from identifier where tenant = $1 and person_id = any($2::text[]) order by ordinal',
    [ids],
  );
  for (const { person_id, kind, token } of rows) {
    const owner = must(resolver.byId(person_id), person_id);
    if (resolver.users({ kind, token })[0] !== owner) continue;
    const known = found.get(owner.index)?.[0];
    if (known === undefined || LINK_STRENGTH[kind] > LINK_STRENGTH[known.kind]) {
      found.set(owner.index, [{ kind, token }]);
    }
  }
  return found;
}
