import { must, type Log } from '#base';
import {
  createFactorService,
  libraryFeed,
  withFeeds,
  type ConsentCheck,
  type EventFlattener,
  type FactorCatalogue,
  type FactorFeed,
  type FactorLibrary,
  type FactorService,
  type FactorServiceOptions,
} from '#factors';
import type { IdentityService } from '#identity';
import { graphProvider, type Network } from '#network';
import type { StoredEvent } from '#stream';
import { fillRows, type RowsFill } from './fill-rows.ts';
import { NetworkFollower } from './network/network-follower.ts';
import type { NetworkWatcher } from './network/network-watcher.ts';
import type { WokenNetwork } from './network/wake-network.ts';
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
  readonly wokenNetwork: WokenNetwork;
}

/** Factors with their library and the network, which from now on take in the same. */
export interface AwakeFactors {
  readonly factors: FactorService;
  readonly library: FactorLibrary;
  readonly flattener: EventFlattener;
  readonly network: Network;
  readonly watcher: NetworkWatcher;
  /** What is still taken in behind the running system; nothing when all have everything. */
  readonly fills: readonly RowsFill[];
}

const READ_BATCH = 5000;
/** Events that a start waits for when only the library, or only the network, lacks them; more are filled in behind it. */
const WAITED_FOR = { rows: 20_000, network: 2000 } as const;

/** Replays what the log holds behind the snapshots; a snapshot that is ahead of the log belongs to another past. */
export async function catchUp(woken: WokenFactors, options: CatchingUp): Promise<AwakeFactors> {
  const { ports, tenant, identity } = options;
  const { log, report } = ports;
  const end = log.end(tenant, 0);
  const fresh = <T extends { readonly offset: number; afresh(): T }>(one: T): T =>
    one.offset <= end ? one : one.afresh();
  const { service, offset, introduce } = fresh(woken);
  const { library, flattener, offset: rowsTo } = fresh(options.wokenLibrary);
  const { network, watcher, offset: linksTo } = fresh(options.wokenNetwork);
  introduce(identity);
  library.provide(graphProvider(network));
  const rows = libraryFeed(library, flattener);
  const follower = new NetworkFollower(network, identity, flattener);
  const late: readonly LateSide[] = [
    {
      name: 'factor library',
      since: rowsTo,
      waitedFor: WAITED_FOR.rows,
      feed: rows,
      behind: rows,
      isDone: () => undefined,
    },
    {
      name: 'network',
      since: linksTo,
      waitedFor: WAITED_FOR.network,
      feed: follower,
      behind: follower.behind,
      isDone: () => follower.release(),
    },
  ];
  const isFilledLater = ({ since, waitedFor }: LateSide): boolean => offset - since > waitedFor;
  if (late.some((side) => side.feed === follower && isFilledLater(side))) follower.hold();
  // A side that is filled later takes in of the tail what the others lack too.
  const sides: readonly Replayed[] = [
    { feed: service, since: offset },
    ...late.map((side) => (isFilledLater(side) ? { feed: side.feed, since: offset } : side)),
  ];
  const start = Math.min(...sides.map(({ since }) => since));
  await replayFrom(start, { ports, tenant, identity, sides, end, report });
  const fills = late.filter(isFilledLater).map(({ name, since, behind, isDone }) => {
    const take = (event: StoredEvent): void => replay(event, { feed: behind, since }, identity);
    return fillRows({ log, tenant, name, from: since, to: offset, take, isDone, report });
  });
  return { factors: withFeeds(service, [rows, follower]), library, flattener, network, watcher, fills };
}

interface Replaying {
  readonly ports: PlatformPorts;
  readonly tenant: string;
  readonly identity: IdentityService;
  readonly sides: readonly Replayed[];
  readonly end: number;
  readonly report: Log;
}

async function replayFrom(start: number, { ports, tenant, identity, sides, end, report }: Replaying): Promise<void> {
  let replayed = 0;
  for (let from = start; from < end;) {
    const events = await ports.log.read(tenant, 0, { from, limit: READ_BATCH });
    const last = events.at(-1);
    if (last === undefined) break;
    for (const event of events) {
      for (const side of sides) if (event.offset >= side.since) replay(event, side, identity);
    }
    replayed += events.length;
    from = last.offset + 1;
  }
  if (replayed > 0) report.info('factors replayed from the log', { tenant, events: replayed });
}

/** What may be filled behind the running system: what comes meanwhile goes to `feed`, what was missed to `behind`. */
interface LateSide extends Replayed {
  readonly name: string;
  readonly waitedFor: number;
  readonly behind: FactorFeed;
  readonly isDone: () => void;
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
