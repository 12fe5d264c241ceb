import { createIdSource, createRng, type Clock, type Log } from '#base';
import { openAuditLog, openDecisionLog, openPolicyBook } from '#decide';
import { createCatalogue, createFactorService, standardPack, type FactorService } from '#factors';
import { openIdentity, type IdentityService, type Vault } from '#identity';
import type { Ledger } from '#ledger';
import { createDayMetrics, openLendEngine, openLoanBook, standardProducts, type LendEngine } from '#lend';
import { openModelRegistry, type ModelRegistry } from '#scores';
import type { Database } from '#store';
import type { EventLog, StoredEvent } from '#stream';
import { snapshotFile, type SnapshotFile } from './snapshot-file.ts';

/** What all tenants share. */
export interface PlatformPorts {
  readonly db: Database;
  readonly log: EventLog;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly report: Log;
  /** Where snapshots of hot state lie. */
  readonly directory: string;
}

/** Everything of one tenant, opened. */
export interface Tenant {
  readonly id: string;
  readonly engine: LendEngine;
  readonly registry: ModelRegistry;
  readonly identity: IdentityService;
  readonly factors: FactorService;
  /** Writes hot state to its file, so that the next start replays only what came after. */
  saveSnapshot(): Promise<void>;
}

const FUNDER = 'own';

/** Opens a tenant: rows from the store, hot state from its snapshot and the log behind it. */
export async function openTenant(ports: PlatformPorts, tenant: string): Promise<Tenant> {
  const { db, log, ledger, vault, clock } = ports;
  const catalogue = createCatalogue(standardPack);
  // The store's thread answers one after the other while this one digests: asked together, they overlap.
  const [identity, book, registry, decisions, audit] = await Promise.all([
    openIdentity({ db, tenant, vault }),
    openLoanBook(db, tenant),
    openModelRegistry({ db, tenant, factors: catalogue.names }),
    openDecisionLog(db, tenant),
    openAuditLog(db, tenant),
  ]);
  const file = snapshotFile(ports.directory, `factors-${tenant}`);
  const factors = await restoreFactors(ports, { tenant, identity, file });
  const policies = await openPolicyBook({
    db,
    tenant,
    context: () => ({ factors: catalogue.names, models: registry.deployed() }),
  });
  const engine = await openLendEngine({
    db,
    tenant,
    clock,
    ids: createIdSource(clock, createRng(`ids:${tenant}:${log.end(tenant, 0)}`)),
    log,
    identity,
    factors,
    policies,
    decisions,
    audit,
    ledger,
    book,
    metrics: createDayMetrics(tenant),
    products: standardProducts,
    funderId: FUNDER,
  });
  const saveSnapshot = (): Promise<void> =>
    engine.atRest(() => file.write({ offset: engine.offset, schemaId: catalogue.schemaId }, factors.snapshot()));
  return { id: tenant, engine, registry, identity, factors, saveSnapshot };
}

interface Restoring {
  readonly tenant: string;
  readonly identity: IdentityService;
  readonly file: SnapshotFile;
}

const READ_BATCH = 5000;

async function restoreFactors({ log, report }: PlatformPorts, restoring: Restoring): Promise<FactorService> {
  const { tenant, identity, file } = restoring;
  const catalogue = createCatalogue(standardPack);
  const saved = file.read();
  const usable = saved !== undefined && saved.header['schemaId'] === catalogue.schemaId;
  const end = log.end(tenant, 0);
  const start = usable ? Number(saved.header['offset']) : 0;
  const factors = createFactorService({
    catalogue,
    consents: (person, scope, asOf) => identity.consents.allows(person, scope, asOf.at),
    ...(usable && start <= end ? { snapshot: saved.bytes } : {}),
  });
  let replayed = 0;
  for (let from = usable && start <= end ? start : 0; from < end;) {
    const events = await log.read(tenant, 0, { from, limit: READ_BATCH });
    const last = events.at(-1);
    if (last === undefined) break;
    for (const event of events) replay(event, { factors, identity });
    replayed += events.length;
    from = last.offset + 1;
  }
  if (replayed > 0) report.info('factors replayed from the log', { tenant, events: replayed });
  return factors;
}

/** Identity already knows everything: a merge in the tail joins what the snapshot still held apart. */
function replay(
  event: StoredEvent,
  { factors, identity }: { factors: FactorService; identity: IdentityService },
): void {
  const { resolver } = identity;
  if (event.kind === 'identity.merged') {
    const from = resolver.indexOf(String(event.data['from']));
    const into = resolver.byId(String(event.data['into']));
    if (from !== undefined && into !== undefined && from !== into.index) factors.merge(from, into.index);
  }
  factors.ingest({ event, person: resolver.resolve(event.identifiers).person.index });
}
