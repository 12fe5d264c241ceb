import { must } from '#base';
import {
  createFactorService,
  libraryFeed,
  withLibrary,
  type ConsentCheck,
  type EventFlattener,
  type FactorCatalogue,
  type FactorFeed,
  type FactorLibrary,
  type FactorService,
  type FactorServiceOptions,
} from '#factors';
import type { IdentityService } from '#identity';
import type { StoredEvent } from '#stream';
import { fillRows, type RowsFill } from './fill-rows.ts';
import type { PlatformPorts } from './open-tenant.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import type { WokenLibrary } from './wake-library.ts';

/** Factors as their snapshot has them. */
export interface WokenFactors {
  readonly service: FactorService;
  /** Events before this offset are in. */
  readonly offset: number;
  /** Tells the service who people are; it answers nothing before. */
  introduce(identity: IdentityService): void;
  /** The same without a snapshot. */
  afresh(): WokenFactors;
}

/** Restores factors from a snapshot that was made with the same definitions, else empty ones. */
export function wakeFactors(catalogue: FactorCatalogue, file?: SnapshotFile): WokenFactors {
  let known: IdentityService | undefined;
  const consents: ConsentCheck = (person, scope, use) =>
    must(known, 'identity of the factors').consents.allows(person, scope, use);
  const options = { catalogue, consents };
  return {
    ...(restore(options, file) ?? { service: createFactorService(options), offset: 0 }),
    introduce(identity) {
      known = identity;
    },
    afresh: () => wakeFactors(catalogue),
  };
}

type Restored = Pick<WokenFactors, 'service' | 'offset'>;

/** A file that cannot be read is worth no more than none: the log holds everything. */
function restore(options: FactorServiceOptions, file: SnapshotFile | undefined): Restored | undefined {
  try {
    const saved = file?.read();
    if (saved?.header['schemaId'] !== options.catalogue.schemaId) return undefined;
    const service = createFactorService({ ...options, snapshot: saved.bytes });
    return { service, offset: Number(saved.header['offset']) };
  } catch {
    return undefined;
  }
}

interface CatchingUp {
  readonly ports: PlatformPorts;
  readonly tenant: string;
  readonly identity: IdentityService;
  readonly wokenLibrary: WokenLibrary;
}

/** Factors and their library, which from now on take in the same. */
export interface AwakeFactors {
  readonly factors: FactorService;
  readonly library: FactorLibrary;
  readonly flattener: EventFlattener;
  /** What the library still takes in behind the running system; undefined when it has everything. */
  readonly fill: RowsFill | undefined;
}

const READ_BATCH = 5000;
/** Events that a start waits for when only the library lacks them: it has no file, or one that keeps other fields. */
const WAITED_FOR = 20_000;

/** Replays what the log holds behind the snapshots; a snapshot that is ahead of the log belongs to another past. */
export async function catchUp(woken: WokenFactors, options: CatchingUp): Promise<AwakeFactors> {
  const { ports, tenant, identity, wokenLibrary } = options;
  const { log, report } = ports;
  const end = log.end(tenant, 0);
  const { service, offset, introduce } = woken.offset <= end ? woken : woken.afresh();
  const { library, flattener, offset: rowsTo } = wokenLibrary.offset <= end ? wokenLibrary : wokenLibrary.afresh();
  introduce(identity);
  const feed = libraryFeed(library, flattener);
  const factors = withLibrary(service, feed);
  const sides: readonly Replayed[] = [
    { feed: service, since: offset },
    { feed, since: rowsTo },
  ];
  const isFilledLater = offset - rowsTo > WAITED_FOR;
  let replayed = 0;
  for (let from = isFilledLater ? offset : Math.min(offset, rowsTo); from < end;) {
    const events = await log.read(tenant, 0, { from, limit: READ_BATCH });
    const last = events.at(-1);
    if (last === undefined) break;
    for (const event of events) {
      for (const side of sides) if (event.offset >= side.since) replay(event, side, identity);
    }
    replayed += events.length;
    from = last.offset + 1;
  }
  if (replayed > 0) report.info('factors replayed from the log', { tenant, events: replayed });
  const take = (event: StoredEvent): void => replay(event, { feed, since: rowsTo }, identity);
  const fill = isFilledLater ? fillRows({ log, tenant, from: rowsTo, to: offset, take, report }) : undefined;
  return { factors, library, flattener, fill };
}

/** What takes in the log behind its snapshot, which holds everything before an offset. */
interface Replayed {
  readonly feed: FactorFeed;
  readonly since: number;
}

/**
 * Identity already knows everything, so an event of the tail goes to whose it is now. What the tail merges or splits was still
 * otherwise in the snapshot: its rows follow step by step, and its rows alone.
 */
function replay(event: StoredEvent, { feed, since }: Replayed, { resolver }: IdentityService): void {
  const [from, into] = ['from', 'into'].map((side) => resolver.indexOf(String(event.data[side])));
  if (from !== undefined && into !== undefined) {
    if (event.kind === 'identity.merged') feed.move({ from, into, offsets: { has: (offset) => offset < since } });
    if (event.kind === 'identity.split') {
      const moved = new Set((event.data['offsets'] as readonly number[]).filter((offset) => offset < since));
      feed.move({ from, into, offsets: moved });
    }
  }
  feed.ingest({ event, person: resolver.ownerOf(event.identifiers)?.index ?? -1 });
}
