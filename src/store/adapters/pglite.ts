import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#base';
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
    return new PgliteDatabase({ options, settings, lock, client: await startPglite(settings) });
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Parts {
  readonly options: PgliteOptions;
  readonly settings: WorkerSettings;
  readonly lock: DirectoryLock;
  readonly client: PgliteClient;
}

class PgliteDatabase implements Database {
  private readonly parts: Parts;
  private readonly lane = createLane();
  private readonly group: GroupCommit;
  private client: PgliteClient;
  private isClosed = false;

  constructor(parts: Parts) {
    this.parts = parts;
    this.client = parts.client;
    this.group = createGroupCommit((writes) =>
      this.lane.run(async () => {
        this.assertSpace();
        await (await this.connect()).call({ kind: 'commit', writes });
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
      this.client = await startPglite(this.parts.settings);
    } catch (error) {
      throw lost('the engine does not start again', error);
    }
    return this.client;
  }

  private assertSpace(): void {
    const { path, minFreeBytes = MIN_FREE_BYTES, freeBytes = freeBytesOf } = this.parts.options;
    const free = freeBytes(path);
    if (free < minFreeBytes) throw diskFull(`${free} bytes are free, ${minFreeBytes} are kept in reserve`);
  }
}

function freeBytesOf(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}
