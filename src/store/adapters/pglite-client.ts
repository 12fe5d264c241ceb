import type { Worker } from 'node:worker_threads';
import { TallyError, fromWireError, messageOf, spawnWorker } from '#base';
import { closed, diskFull, lost } from '../sql-error.ts';
import type { Call, Reply, WorkerSettings } from './pglite-protocol.ts';

/** One PGlite in one worker thread. A client whose worker ended stays ended. */
export interface PgliteClient {
  readonly version: string;
  readonly isLost: boolean;
  /** Id of the transaction of the last commit that was begun. */
  readonly transaction: string | undefined;
  /** One call at a time; the caller keeps them apart. */
  call(call: Call): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Starts the worker and waits until the database answers.
 *
 * @param isFull tells whether the disk is full: a call that does not come back meanwhile is taken to spin, see below.
 * @throws TallyError `STORE_OPEN` when the engine does not start on the directory.
 */
export async function startPglite(
  settings: WorkerSettings,
  isFull: () => boolean = () => false,
): Promise<PgliteClient> {
  const client = new Client(spawnWorker(import.meta.url, 'pglite-worker', { workerData: settings }), isFull);
  try {
    await client.start();
  } catch (error) {
    await client.terminate(closed());
    throw new TallyError('STORE_OPEN', `cannot open the database in ${settings.dataDir}: ${messageOf(error)}`, {
      hint: 'restore a backup with "tally" or use another data directory',
      status: 500,
      cause: error,
    });
  }
  return client;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TallyError) => void;
}

const WATCH_MS = 3000;

class Client implements PgliteClient {
  version = '';
  transaction: string | undefined;
  private readonly worker: Worker;
  private pending: Pending | undefined;
  private failure: TallyError | undefined;
  private readonly watchdog: NodeJS.Timeout;

  constructor(worker: Worker, isFull: () => boolean) {
    this.worker = worker;
    this.watchdog = this.watch(isFull);
    worker.on('message', (reply: Reply) => this.receive(reply));
    worker.on('error', (error) => this.fail(lost(messageOf(error), error)));
    worker.on('exit', (code) => this.fail(lost(`the store's thread ended with code ${code}`)));
  }

  get isLost(): boolean {
    return this.failure !== undefined;
  }

  async start(): Promise<void> {
    this.version = String(await new Promise<unknown>((resolve, reject) => (this.pending = { resolve, reject })));
  }

  call(call: Call): Promise<unknown> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.worker.postMessage(call);
    });
  }

  async close(): Promise<void> {
    if (!this.isLost) await this.call({ kind: 'close' });
    await this.terminate(closed());
  }

  async terminate(error: TallyError): Promise<void> {
    this.fail(error);
    await this.worker.terminate();
  }

  private receive(reply: Reply): void {
    if ('transaction' in reply) {
      this.transaction = reply.transaction;
      return;
    }
    const pending = this.pending;
    this.pending = undefined;
    if (reply.ok) return pending?.resolve(reply.value);
    const error = fromWireError(reply.error);
    pending?.reject(error);
    // After ENOSPC the engine spins at full load on its next call, so its thread is ended at once.
    if (error.code === 'STORE_DISK_FULL') void this.terminate(diskFull('the last write found no space'));
  }

  /** Ends a worker whose call outlasts two looks at a full disk: ENOSPC in the write-ahead log leaves it spinning. */
  private watch(isFull: () => boolean): NodeJS.Timeout {
    let suspect: Pending | undefined;
    const look = (): void => {
      const stuck = this.pending !== undefined && this.pending === suspect;
      suspect = isFull() ? this.pending : undefined;
      if (stuck && suspect) void this.terminate(diskFull('the engine does not answer any more'));
    };
    return setInterval(look, WATCH_MS).unref();
  }

  private fail(error: TallyError): void {
    clearInterval(this.watchdog);
    this.failure ??= error;
    const pending = this.pending;
    this.pending = undefined;
    pending?.reject(error);
  }
}
