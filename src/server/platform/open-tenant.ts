import { createIdSource, createRng, type Clock, type Log } from '#base';
import { modelsOf, openAuditLog, openDecisionLog, openPolicyBook } from '#decide';
import type { EventFlattener, FactorLibrary, FactorService } from '#factors';
import { openIdentity, type IdentityService, type Vault } from '#identity';
import type { Ledger } from '#ledger';
import { createDayMetrics, createRetraining, NETWORK_PURPOSE, openLendEngine, openLoanBook } from '#lend';
import { standardProducts } from '#lend';
import type { AgreesTo, Network } from '#network';
import type { LendEngine, Retraining } from '#lend';
import { openModelRegistry, type ModelRegistry } from '#scores';
import type { Database } from '#store';
import type { EventLog } from '#stream';
import { FindingKeeper } from './network/finding-keeper.ts';
import { LearnedLayer } from './network/learned-layer.ts';
import { networkRows } from './network/network-rows.ts';
import type { NetworkWatcher } from './network/network-watcher.ts';
import { saveNetwork } from './network/wake-network.ts';
import { listedOf } from './network/listed-of.ts';
import { loadLists, type NetworkLists } from './network/network-lists.ts';
import type { RowsFill } from './fill-rows.ts';
import { catchUp } from './wake-factors.ts';
import { catchUpPeople } from './wake-people.ts';
import { loadDefinitions } from './wake-library.ts';
import { provenState, writeStateFile } from './state-file.ts';
import { readTenantFiles, type TenantFiles } from './tenant-files.ts';

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
  /** Training jobs, shadows and monitoring; what is due runs when it is told to. */
  readonly retraining: Retraining;
  readonly identity: IdentityService;
  readonly factors: FactorService;
  /** Every factor of the catalogue and those defined here, over the events themselves. */
  readonly library: FactorLibrary;
  readonly flattener: EventFlattener;
  /** Who is linked to whom. */
  readonly network: Network;
  /** Its days, and what was unusual about them. */
  readonly watcher: NetworkWatcher;
  /** Detectors of fraud patterns. */
  readonly findings: FindingKeeper;
  /** What a model learned from verdicts about who is fraud. */
  readonly learned: LearnedLayer;
  /** Nodes of the network that somebody listed. */
  readonly lists: NetworkLists;
  /** What library and network still take in from the log behind the running system. */
  readonly fills: readonly RowsFill[];
  /**
   * Writes factors, people, rows and the network to their files, so that the next start replays only what came after. The network is
   * written when many events came since, or when the tenant is closed.
   */
  saveSnapshot(told?: { readonly isClosing?: boolean }): Promise<void>;
  /** Writes people and open loans to their file, so that the next start reads only what came after. */
  saveState(): Promise<void>;
}

const FUNDER = 'own';
/** Events between two times that the network is written: it is large, and what lacks is filled in behind a start. */
const SAVE_NETWORK_EVERY = 20_000;

/** Opens a tenant: rows from the store, hot state from its files and what came behind them. */
export async function openTenant(ports: PlatformPorts, tenant: string, files?: TenantFiles): Promise<Tenant> {
  const { db, log, ledger, vault, clock } = ports;
  const auditing = openAuditLog(db, tenant);
  const { catalogue, factorsFile, wokenFactors, peopleFile, wokenPeople, libraryFile, wokenLibrary, ...rest } =
    files ?? readTenantFiles(ports.directory, tenant);
  const { networkFile, wokenNetwork, state } = rest;
  const saved = state === undefined ? undefined : await provenState(db, tenant, state);
  // The store's thread answers one after the other while this one digests: asked together, they overlap.
  const [identity, book, registry, decisions, audit] = await Promise.all([
    openIdentity({ db, tenant, vault, saved: saved?.identity }),
    openLoanBook(db, tenant, saved),
    auditing.then((audit) => openModelRegistry({ db, tenant, factors: catalogue.names, audit })),
    openDecisionLog(db, tenant),
    auditing,
  ]);
  const awake = await catchUp(wokenFactors, { ports, tenant, identity, wokenLibrary, wokenNetwork });
  const { factors, library, flattener, network, watcher, fills } = awake;
  await loadDefinitions(db, tenant, library);
  const lists = await loadLists(db, tenant);
  const people = await catchUpPeople(wokenPeople, { ports, tenant, identity });
  const policies = await openPolicyBook({
    db,
    tenant,
    context: () => ({ factors: catalogue.names, models: registry.deployed() }),
    prepare: (policy) => registry.load(modelsOf(policy)),
  });
  const engine = await openLendEngine({
    db,
    tenant,
    clock,
    ids: createIdSource(clock, createRng(`ids:${tenant}:${log.end(tenant, 0)}`)),
    log,
    identity,
    factors,
    people,
    policies,
    decisions,
    audit,
    ledger,
    book,
    metrics: createDayMetrics(tenant),
    products: standardProducts,
    funderId: FUNDER,
    listed: listedOf({ lists, network, identity, flattener }),
  });
  const { report } = ports;
  const isWhole = (): boolean => fills.every(({ progress }) => progress.done === progress.total);
  const agrees: AgreesTo = (person, scope, at) => identity.consents.allows(person, scope, { at, purpose: 'fraud' });
  const learned = new LearnedLayer({ registry, network, agrees, isWhole });
  const sources = { [NETWORK_PURPOSE]: networkRows({ network, agrees, isWhole }) };
  let savedNetwork = wokenNetwork.offset;
  return {
    id: tenant,
    engine,
    registry,
    retraining: createRetraining({ ports: engine.ports, registry, log: report, sources }),
    identity,
    factors,
    library,
    flattener,
    network,
    watcher,
    findings: new FindingKeeper({ db, log, tenant, identity, learned }),
    learned,
    lists,
    fills,
    saveSnapshot: ({ isClosing = false } = {}) =>
      engine.atRest(() => {
        const { offset } = engine;
        factorsFile.write({ offset, schemaId: catalogue.schemaId }, factors.snapshot());
        peopleFile.write({ offset }, people.snapshot());
        // What lacks history would hide it from the next start.
        if (!isWhole()) return;
        libraryFile.write({ offset, flattener: flattener.id }, library.rows);
        if (!isClosing && offset - savedNetwork < SAVE_NETWORK_EVERY) return;
        saveNetwork(networkFile, { network, watcher, offset });
        savedNetwork = offset;
      }),
    saveState: () => writeStateFile(ports.directory, engine),
  };
}
