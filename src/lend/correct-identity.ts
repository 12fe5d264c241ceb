import { must, sha256 } from '#base';
import { LINK_STRENGTH, type Correction, type CorrectionNote, type EventMove, type IdentityChange } from '#identity';
import { forTenant } from '#store';
import type { Identifier, StoredEvent } from '#stream';
import type { EventDraft } from './effects.ts';
import type { LendPorts } from './ports.ts';
import { readEvents } from './read-events.ts';
import { referencesOf } from './references-of.ts';

/** A correction of who is who, done in memory: what is to be written and told about it. */
export interface DoneCorrection {
  readonly change: IdentityChange;
  /** Events that are another person's now. */
  readonly moves: readonly EventMove[];
  /** Every event of the persons that it touched, by the index of the person whose it is now; none for who is nobody now. */
  readonly events: ReadonlyMap<number, readonly StoredEvent[]>;
  readonly drafts: readonly EventDraft[];
}

/** Offsets in one event of the log at most. */
const MOST_OFFSETS = 5000;

/** Corrects who is who in memory; call at rest. Refuses before anything is changed. */
export async function changeIdentity(
  ports: LendPorts,
  correction: Correction,
  note: CorrectionNote,
): Promise<IdentityChange> {
  return await ports.identity.correct(await withReferencesOf(ports, correction), note);
}

/** Works out which events a change moves, and what is told about it. */
export async function followChange(
  ports: LendPorts,
  change: IdentityChange,
  note: CorrectionNote,
): Promise<DoneCorrection> {
  const { identity, people, audit } = ports;
  const holders = change.persons.map((id) => must(identity.resolver.indexOf(id), id));
  const roots = new Set(holders.map((index) => identity.resolver.byIndex(index).index));
  const byOwner = new Map<number, StoredEvent[]>([...roots, ...holders].map((index) => [index, []]));
  const moves: Leaving[] = [];
  for (const holder of holders) {
    const moved = new Map<number, Set<number>>();
    for (const event of await readEvents(ports, people.eventsOf(holder))) {
      const owner = ownerAmong(ports, event.identifiers, roots) ?? identity.resolver.byIndex(holder).index;
      byOwner.get(owner)?.push(event);
      if (owner !== holder) moved.set(owner, (moved.get(owner) ?? new Set()).add(event.offset));
    }
    for (const [into, offsets] of moved) {
      const isWhole = moved.size === 1 && identity.resolver.byIndex(holder).index === into;
      moves.push({ from: holder, into, offsets, isWhole });
    }
  }
  audit.record({
    at: note.at,
    actor: note.actor,
    action: `identity.${change.kind}`,
    subject: `person:${identity.resolver.byIndex(holders[0] ?? 0).id}`,
    detailHash: sha256(JSON.stringify([change.number, change.undoes ?? null, note.reason])),
  });
  for (const events of byOwner.values()) events.sort((a, b) => a.offset - b.offset);
  const drafts = await Promise.all(moves.map((move) => draftsOf(ports, change, move)));
  return { change, moves, events: byOwner, drafts: drafts.flat() };
}

/** An application or loan goes with the person whose identifiers it was asked for with. */
async function withReferencesOf(ports: LendPorts, correction: Correction): Promise<Correction> {
  const { resolver } = ports.identity;
  const split = splitOf(ports, correction);
  if (split?.kind !== 'split') return correction;
  const person = resolver.byId(split.person);
  if (person === undefined) return split;
  const events = await readEvents(ports, ports.people.eventsOf(person.index));
  const all = [...split.identifiers, ...referencesOf(events, split.identifiers)];
  const known = new Set(split.identifiers.map(keyOf));
  const own = all.filter((identifier) => known.has(keyOf(identifier)) || resolver.find(identifier) === person);
  return { ...split, identifiers: own };
}

/** Two identifiers that were never two persons' part by moving the weaker one. */
function splitOf({ identity }: LendPorts, correction: Correction): Correction | undefined {
  if (correction.kind !== 'apart') return correction;
  const { person, a, b } = correction;
  const [left, right] = [a, b].map((identifier) => identity.resolver.usersAsMade(identifier)[0]);
  if (left === undefined || left !== right) return undefined;
  return { kind: 'split', person, identifiers: [LINK_STRENGTH[a.kind] < LINK_STRENGTH[b.kind] ? a : b] };
}

/** Whose an event is among some persons: as the map decides, else its strongest identifier that one of them owns. */
function ownerAmong(
  { identity }: LendPorts,
  identifiers: readonly Identifier[],
  roots: ReadonlySet<number>,
): number | undefined {
  const decided = identity.resolver.ownerOf(identifiers);
  if (decided !== undefined && roots.has(decided.index)) return decided.index;
  const byStrength = [...identifiers].sort((a, b) => LINK_STRENGTH[b.kind] - LINK_STRENGTH[a.kind]);
  for (const identifier of byStrength) {
    const owner = identity.resolver.users(identifier)[0];
    if (owner !== undefined && roots.has(owner.index)) return owner.index;
  }
  return undefined;
}

/** Events that leave a person; `isWhole` when all of them go one way and he counts as who gets them. */
interface Leaving extends EventMove {
  readonly isWhole: boolean;
}

async function draftsOf(
  ports: LendPorts,
  change: IdentityChange,
  { isWhole, ...move }: Leaving,
): Promise<EventDraft[]> {
  const { resolver } = ports.identity;
  const [from, into] = [ports.identity.resolver.asMade(move.from), resolver.byIndex(move.into)];
  const identifiers = await anIdentifierOf(ports, change, into.id);
  if (identifiers.length === 0) return [];
  const key = `identity:${change.number}:${from.id}:${into.id}`;
  const data = { from: from.id, into: into.id };
  if (isWhole) return [{ kind: 'identity.merged', key, identifiers, data }];
  const offsets = [...move.offsets];
  return Array.from({ length: Math.ceil(offsets.length / MOST_OFFSETS) }, (_, part) => ({
    kind: 'identity.split',
    key: `${key}:${part}`,
    identifiers,
    data: { ...data, offsets: offsets.slice(part * MOST_OFFSETS, (part + 1) * MOST_OFFSETS) },
  }));
}

/** One identifier that is this person's alone, so that the event about the correction is his. */
async function anIdentifierOf(ports: LendPorts, change: IdentityChange, person: string): Promise<Identifier[]> {
  const { resolver } = ports.identity;
  const owned = (identifier: Identifier): boolean => resolver.users(identifier)[0]?.id === person;
  const changed = change.state.links.map(([kind, token]) => ({ kind, token })).find(owned);
  if (changed !== undefined) return [changed];
  const rows = await forTenant(ports.db, ports.tenant).query<Identifier>(
    `select kind, token from identifier where tenant = $1 and person_id = any($2::text[])
     order by ordinal limit 200`,
    [change.persons],
  );
  return rows.filter(owned).slice(0, 1);
}

function keyOf({ kind, token }: Identifier): string {
  return `${kind} ${token}`;
}
