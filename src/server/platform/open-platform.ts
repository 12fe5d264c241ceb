import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { must, type Clock, type Log } from '#base';
import { createVault } from '#identity';
import { openLedger } from '#ledger';
import { openDatabase, type Database, type SyncMode } from '#store';
import { openEventLog } from '#stream';
import { loadMasterKey } from './master-key.ts';
import { platformMigrations } from './migrations.ts';
import { openTenant, type PlatformPorts, type Tenant } from './open-tenant.ts';
import { readTenantFiles, type TenantFiles } from './tenant-files.ts';

export interface PlatformOptions {
  /** Where the embedded store, the master key and snapshots live. */
  readonly dataDirectory: string;
  /** The store, when it is open or opening already, with {@link platformMigrations}; closed with the platform. */
  readonly database?: Promise<Database>;
  readonly databaseUrl?: string | undefined;
  readonly masterKey?: string | undefined;
  readonly sync?: SyncMode;
  /** Where a prepared data directory is looked for; beside the build when left out. */
  readonly preparedDirectory?: string;
  readonly clock: Clock;
  readonly report: Log;
}

/** The platform opened: the store, what all tenants share, and the tenants. */
export interface Platform {
  readonly ports: PlatformPorts;
  readonly db: Database;
  tenant(id: string): Tenant;
  /** Opens a tenant again from the store when its engine stopped after a failed write; calls share one opening. */
  recover(id: string): Promise<Tenant>;
  close(): Promise<void>;
}

/** The tenant of an installation that has only one. */
export const MAIN_TENANT = 'main';

/** Opens the platform on its data directory. One process at a time; another is refused with `STORE_LOCKED`. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { dataDirectory, clock, report } = options;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const directory = join(dataDirectory, 'hot');
  const [db, files] = await Promise.all([options.database ?? openStore(options), filesOf(directory)]);
  try {
    const vault = createVault(loadMasterKey(dataDirectory, options.masterKey));
    const [log, ledger] = await Promise.all([openEventLog(db), openLedger(db)]);
    const ports: PlatformPorts = { db, log, ledger, vault, clock, report, directory };
    const tenants = new Map([[MAIN_TENANT, await openTenant(ports, MAIN_TENANT, files)]]);
    const opening = new Map<string, Promise<Tenant>>();
    const tenant = (id: string): Tenant => must(tenants.get(id), `tenant ${id}`);
    return {
      ports,
      db,
      tenant,
      recover(id) {
        if (!tenant(id).engine.hasStopped) return Promise.resolve(tenant(id));
        const running = opening.get(id) ?? reopen(ports, tenants, id).finally(() => opening.delete(id));
        opening.set(id, running);
        return running;
      },
      async close() {
        try {
          for (const open of tenants.values()) await stopWork(open);
          for (const open of tenants.values()) if (!open.engine.hasStopped) await saveAll(open);
        } finally {
          await db.close();
        }
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

function openStore({ dataDirectory, databaseUrl, clock, sync, preparedDirectory }: PlatformOptions): Promise<Database> {
  return openDatabase({
    path: join(dataDirectory, 'store'),
    url: databaseUrl,
    migrations: platformMigrations,
    clock,
    ...(sync === undefined ? {} : { sync }),
    ...(preparedDirectory === undefined ? {} : { preparedDirectory }),
  });
}

/** After a turn, so that the store is on its way: its thread works while this one reads. */
async function filesOf(directory: string): Promise<TenantFiles> {
  await nextTurn();
  return readTenantFiles(directory, MAIN_TENANT);
}

async function stopWork({ retraining, fills, findings }: Tenant): Promise<void> {
  await Promise.all([...fills.map((fill) => fill.stop()), findings.close()]);
  await retraining.stop();
}

async function saveAll(tenant: Tenant): Promise<void> {
  await tenant.saveSnapshot({ isClosing: true });
  await tenant.saveState();
}

async function reopen(ports: PlatformPorts, tenants: Map<string, Tenant>, id: string): Promise<Tenant> {
  ports.report.warn('the engine stopped after a failed write and is opened again', { tenant: id });
  // Its training would be registered where nobody looks: it is tried again by the new one.
  const stopped = tenants.get(id);
  if (stopped !== undefined) await stopWork(stopped);
  const tenant = await openTenant(ports, id);
  tenants.set(id, tenant);
  return tenant;
}
