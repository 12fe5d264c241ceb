import type { TenantReader } from '#store';
import type { IdentifierKind } from '#stream';
import type { IdentityFact } from '../graph/identity-fact.ts';
import { LINK_STRENGTH } from './link-rules.ts';
import type { Correction, IdentityChange } from './identity-change.ts';

export interface LinkRow {
  readonly ordinal: number;
  readonly kind: IdentifierKind;
  readonly token: string;
  readonly person_id: string;
  readonly occurred_at: number | null;
  readonly first_seen_at: number;
}

interface MergeRow {
  readonly ordinal: number;
  readonly from_person_id: string;
  readonly into_person_id: string;
  readonly strength: number;
  readonly occurred_at: number | null;
  readonly merged_at: number;
}

interface ChangeRow {
  readonly ordinal: number;
  readonly kind: Correction['kind'];
  readonly actor: string;
  readonly reason: string;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly body: Pick<IdentityChange, 'undoes' | 'facts' | 'created' | 'persons' | 'state'>;
}

/** Everything that was ever recorded of persons that hang together, whether it still holds or not. */
export interface Component {
  readonly persons: readonly string[];
  readonly links: readonly LinkRow[];
  readonly merges: readonly MergeRow[];
  readonly changes: readonly IdentityChange[];
}

/** Reads the component of some persons: whoever they were ever merged with or split from. */
export async function readComponent(read: TenantReader, start: readonly string[]): Promise<Component> {
  let persons = [...new Set(start)];
  for (;;) {
    const [merges, changes] = await Promise.all([
      read.query<MergeRow>(
        `select ordinal, from_person_id, into_person_id, strength, occurred_at, merged_at from person_merge
         where tenant = $1 and (from_person_id = any($2::text[]) or into_person_id = any($2::text[])) order by ordinal`,
        [persons],
      ),
      read.query<ChangeRow>(
        `select ordinal, kind, actor, reason, occurred_at, recorded_at, body from identity_change
         where tenant = $1 and body->'persons' ?| $2::text[] order by ordinal`,
        [persons],
      ),
    ]);
    const reached = new Set(persons);
    for (const { from_person_id, into_person_id } of merges) reached.add(from_person_id).add(into_person_id);
    for (const { body } of changes) for (const id of body.persons) reached.add(id);
    if (reached.size === persons.length) {
      const links = await readLinks(read, persons);
      return { persons, merges, links, changes: changes.map(changeOf) };
    }
    persons = [...reached];
  }
}

function readLinks(read: TenantReader, persons: readonly string[]): Promise<LinkRow[]> {
  return read.query<LinkRow>(
    `select ordinal, kind, token, person_id, occurred_at, first_seen_at from identifier
     where tenant = $1 and person_id = any($2::text[]) order by ordinal`,
    [persons],
  );
}

function changeOf({ ordinal, kind, actor, reason, occurred_at, recorded_at, body }: ChangeRow): IdentityChange {
  return { number: ordinal, kind, actor, reason, occurredAt: occurred_at, recordedAt: recorded_at, ...body };
}

/** A person as an identifier of the graph of beliefs. */
export const personNode = (id: string) => ({ kind: 'person', token: id }) as const;

/** The component as facts of the graph of beliefs, in the order of their numbers. */
export function factsOf({ links, merges, changes }: Component): IdentityFact[] {
  const facts: IdentityFact[] = changes.flatMap((change) => change.facts);
  for (const { ordinal, kind, token, person_id, occurred_at, first_seen_at } of links) {
    const times = { occurredAt: occurred_at ?? first_seen_at, recordedAt: first_seen_at };
    const [a, strength] = [{ kind, token }, LINK_STRENGTH[kind]];
    facts.push({ kind: 'link', number: ordinal, a, b: personNode(person_id), strength, ...times });
  }
  for (const row of merges) {
    const times = { occurredAt: row.occurred_at ?? row.merged_at, recordedAt: row.merged_at };
    const [a, b] = [personNode(row.from_person_id), personNode(row.into_person_id)];
    facts.push({ kind: 'link', number: row.ordinal, a, b, strength: row.strength, ...times });
  }
  return facts.sort((a, b) => a.number - b.number);
}
