import { must } from '#base';
import { createPeople, readSegments, type IdentityService, type People } from '#identity';
import { readEvents } from '#lend';
import { forTenant } from '#store';
import type { StoredEvent } from '#stream';
import type { PlatformPorts } from './open-tenant.ts';
import type { SnapshotFile } from './snapshot-file.ts';

/** Profiles, tags and segments as their snapshot has them. */
export interface WokenPeople {
  readonly people: People;
  /** Events before this offset are in. */
  readonly offset: number;
  introduce(identity: IdentityService): void;
  /** The same without a snapshot. */
  afresh(): WokenPeople;
}

/** Restores people from their snapshot, else empty ones. */
export function wakePeople(file?: SnapshotFile): WokenPeople {
  let known: IdentityService | undefined;
  const consents = () => must(known, 'identity of the people').consents;
  const introduce = (identity: IdentityService): void => void (known = identity);
  const afresh = (): WokenPeople => wakePeople();
  try {
    const saved = file?.read();
    if (saved !== undefined) {
      const people = createPeople({ consents, snapshot: saved.bytes });
      return { people, offset: Number(saved.header['offset']), introduce, afresh };
    }
  } catch {
    // A file that cannot be read is worth no more than none: the log holds everything.
  }
  return { people: createPeople({ consents }), offset: 0, introduce, afresh };
}

interface CatchingUp {
  readonly ports: PlatformPorts;
  readonly tenant: string;
  readonly identity: IdentityService;
}

const READ_BATCH = 5000;

/** Puts segments to work and replays what the log holds behind the snapshot. */
export async function catchUpPeople(woken: WokenPeople, { ports, tenant, identity }: CatchingUp): Promise<People> {
  const { log, db, clock, report } = ports;
  const end = log.end(tenant, 0);
  const { people, offset: since, introduce } = woken.offset <= end ? woken : woken.afresh();
  introduce(identity);
  const segments = new Map((await readSegments(forTenant(db, tenant))).map((segment) => [segment.segmentId, segment]));
  for (const segment of segments.values()) people.define(segment, clock.now());
  const corrections: Corrections = { split: new Set(), merged: [] };
  let replayed = 0;
  for (let from = since; from < end;) {
    const events = await log.read(tenant, 0, { from, limit: READ_BATCH });
    const last = events.at(-1);
    if (last === undefined) break;
    for (const event of events) replay(event, { people, identity, corrections, since });
    replayed += events.length;
    from = last.offset + 1;
  }
  for (const person of correctedPersons(corrections)) {
    people.rebuild(person, await readEvents({ log, tenant }, people.eventsOf(person)), clock.now());
  }
  people.drain(); // told by events of the log
  if (people.population === undefined) people.refresh(clock.now());
  if (replayed > 0) report.info('people replayed from the log', { tenant, events: replayed });
  return people;
}

/** What the tail of the log says about who is who. */
interface Corrections {
  /** Persons that a split left or made. */
  readonly split: Set<number>;
  readonly merged: (readonly [from: number, into: number])[];
}

interface ReplayParts {
  readonly people: People;
  readonly identity: IdentityService;
  readonly corrections: Corrections;
  /** The snapshot holds everything before this offset. */
  readonly since: number;
}

/** Identity already knows everything, so an event goes to whose it is now; moves repeat what the snapshot had not seen. */
function replay(event: StoredEvent, { people, identity, corrections, since }: ReplayParts): void {
  const { resolver } = identity;
  const [from, into] = ['from', 'into'].map((side) => resolver.indexOf(String(event.data[side])));
  if (from !== undefined && into !== undefined) {
    if (event.kind === 'identity.merged') {
      people.replayMerge(from, into, since);
      corrections.merged.push([from, into]);
    }
    if (event.kind === 'identity.split') {
      const moved = (event.data['offsets'] as readonly number[]).filter((offset) => offset < since);
      people.move(from, into, new Set(moved));
      corrections.split.add(from).add(into);
    }
  }
  const person = resolver.ownerOf(event.identifiers);
  if (person !== undefined) people.replay(event, person.index);
}

/** Persons whose sums may hold what is not theirs: of splits, and whoever was merged with one of these. */
function correctedPersons({ split, merged }: Corrections): ReadonlySet<number> {
  for (let size = -1; size !== split.size;) {
    size = split.size;
    for (const [from, into] of merged) if (split.has(from) || split.has(into)) split.add(from).add(into);
  }
  return split;
}
