import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { TallyError, assert } from '#base';
import type { Database, DatabaseInfo, Queryable } from '../database.ts';
import { type DirectoryLock, lockDirectory } from '../directory-lock.ts';
import { createGroupCommit, type GroupCommit } from '../group-commit.ts';
import { createLane } from '../lane.ts';
import { type PreparedChoice, ensureDataDirectory } from '../prepared.ts';
import { closed, diskFull, lost } from '../sql-error.ts';
import type { WriteUnit } from '../unit.ts';
import { type PgliteClient, startPglite } from './pglite-client.ts';
import type { SyncMode, WorkerSettings } from './pglite-protocol.ts';

export interface PgliteOptions {
  /** The data directory, such as `.tally`; made when missing. The engine's files are in `pg` below it. */
  readonly path: string;
  readonly sync?: SyncMode;
  /** The prepared directory from which a first start unpacks. */
  readonly prepared?: PreparedChoice;
  /** Writes are refused below this much free space. */
  readonly minFreeBytes?: number;
  /** Free bytes of the disk that holds a path; replaced by tests. */
  readonly freeBytes?: (path: string) => number;
}

const MIN_FREE_BYTES = 64 * 1024 * 1024;
/** Less than this is full: the engine extends its files in steps of 8 KB to 16 MB. */
const HARDLY_FREE_BYTES = 16 * 1024 * 1024;

/**
 * Opens the embedded database in a worker thread.
 *
 * @throws TallyError `STORE_LOCKED` when another process uses the directory, `STORE_OPEN` when the engine fails to start.
 */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  mkdirSync(options.path, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(options.path);
  try {
    const settings: WorkerSettings = { dataDir: join(options.path, 'pg'), sync: options.sync ?? 'full' };
    await ensureDataDirectory(settings, options.prepared ?? {});
    const start = (): Promise<PgliteClient> =>
      startPglite(settings, () => freeBytesOf(options.path) < HARDLY_FREE_BYTES);
    return new PgliteDatabase({ options, lock, start, client: await start() });
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Parts {
  readonly options: PgliteOptions;
  readonly start: () => Promise<PgliteClient>;
  readonly lock: DirectoryLock;
  readonly client: PgliteClient;
}

class PgliteDatabase implements Database {
  private readonly parts: Parts;
  private readonly lane = createLane();
  private readonly group: GroupCommit;
  private client: PgliteClient;
  private isClosed = false;
  /** The transaction whose outcome is not known, because the engine ended during its commit. */
  private doubtful: string | undefined;
  private isStale = false;

  constructor(parts: Parts) {
    this.parts = parts;
    this.client = parts.client;
    this.group = createGroupCommit((writes) =>
      this.lane.run(async () => {
        this.assertSpace();
        const client = await this.connect();
        if (this.isStale) throw stale();
        try {
          await client.call({ kind: 'commit', writes });
        } catch (error) {
          if (client.isLost) this.doubtful = client.transaction;
          throw error;
        }
      }),
    );
  }

  query<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.lane.run(async () => (await (await this.connect()).call({ kind: 'query', sql, params })) as T[]);
  }

  script(sql: string): Promise<void> {
    return this.lane.run(async () => void (await (await this.connect()).call({ kind: 'script', sql })));
  }

  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.lane.run(async () => {
      const client = await this.connect();
      await client.call({ kind: 'script', sql: 'begin' });
      const inside = createLane();
      const tx: Queryable = {
        query: <R>(sql: string, params: readonly unknown[] = []) =>
          inside.run(async () => (await client.call({ kind: 'query', sql, params })) as R[]),
      };
      try {
        const result = await work(tx);
        await inside.run(() => client.call({ kind: 'script', sql: 'commit' }));
        return result;
      } catch (error) {
        if (!client.isLost) await inside.run(() => client.call({ kind: 'script', sql: 'rollback' }));
        throw error;
      }
    });
  }

  write(unit: WriteUnit): Promise<void> {
    return this.group.write(unit);
  }

  info(): DatabaseInfo {
    return { adapter: 'pglite', version: this.client.version, path: this.parts.options.path };
  }

  dump(): Promise<Uint8Array> {
    return this.lane.run(async () => {
      const bytes = await (await this.connect()).call({ kind: 'dump' });
      assert(bytes instanceof Uint8Array, 'the dump of the store is no bytes');
      return bytes;
    });
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    await this.group.close();
    await this.lane.run(async () => {
      this.isClosed = true;
      await this.client.close();
    });
    this.parts.lock.release();
  }

  /** The client, started again when its worker was ended by a full disk or a crash. */
  private async connect(): Promise<PgliteClient> {
    if (this.isClosed) throw closed();
    if (!this.client.isLost) return this.client;
    this.assertSpace();
    try {
      this.client = await this.parts.start();
    } catch (error) {
      throw freeBytesOf(this.parts.options.path) < HARDLY_FREE_BYTES
        ? diskFull('the engine does not start again')
        : lost('the engine does not start again', error);
    }
    await this.resolveDoubt();
    return this.client;
  }

  /**
   * Units of the doubtful transaction were refused. If it was committed after all, what rooms hold in memory is behind
   * the store, and only a restart makes them agree.
   */
  private async resolveDoubt(): Promise<void> {
    if (this.doubtful === undefined) return;
    const sql = 'select pg_xact_status($1::xid8) as status';
    const rows = (await this.client.call({ kind: 'query', sql, params: [this.doubtful] })) as {
      status: string | null;
    }[];
    this.isStale = rows[0]?.status === 'committed';
    this.doubtful = undefined;
  }

  private assertSpace(): void {
    const { path, minFreeBytes = MIN_FREE_BYTES, freeBytes = freeBytesOf } = this.parts.options;
    const free = freeBytes(path);
    if (free < minFreeBytes) throw diskFull(`${free} bytes are free, ${minFreeBytes} are kept in reserve`);
  }
}

function stale(): TallyError {
  return new TallyError('STORE_LOST', 'a write that was refused when the engine ended had been committed after all', {
    hint: 'restart the program, so that it reads its state again; reads go on meanwhile',
    status: 503,
  });
}

function freeBytesOf(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}
