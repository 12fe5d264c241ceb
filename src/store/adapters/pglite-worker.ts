import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { must, toWireError, unreachable } from '#base';
import { valueParsers } from '../parse-value.ts';
import { fromSqlError } from '../sql-error.ts';
import { assertTouched, toStatement } from '../statement.ts';
import type { RowWrite } from '../unit.ts';
import type { Call, Outcome, Reply, WorkerSettings } from './pglite-protocol.ts';
import { createExecutor } from './pglite-executor.ts';
import { SyncedNodeFS } from './synced-nodefs.ts';

/* The thread in which PGlite lives. One call at a time: the other side waits for the reply. */

/**
 * Without a background process nobody but us limits the write-ahead log. A checkpoint stops everybody for a tenth of a
 * second, so it waits for a quiet moment as long as the log stays short.
 */
const CHECKPOINT_AFTER_CHARACTERS = 96 * 1024 * 1024;
const QUIET_CHECKPOINT_AFTER_CHARACTERS = 8 * 1024 * 1024;
const QUIET_MS = 1000;

const DISK_FULL = '53100';

const port = must(parentPort, 'the parent port of the PGlite worker');
const { dataDir, sync } = workerData as WorkerSettings;
let sinceCheckpoint = 0;

/** fdatasync has no hook in emscripten and would silently do nothing, so the log is flushed with fsync. */
function startParams(): string[] {
  const standard = PGlite.defaultStartParams.filter((param) => param !== '-F');
  // Filling each new segment of the log with 16 MB of zeros would stop everybody for 60 ms.
  const log = ['-c', 'wal_init_zero=off'];
  return sync === 'full'
    ? [...standard, ...log, '-c', 'wal_sync_method=fsync']
    : [...PGlite.defaultStartParams, ...log];
}

const pg = await PGlite.create({
  fs: new SyncedNodeFS(dataDir),
  startParams: startParams(),
  relaxedDurability: false,
  parsers: valueParsers,
});

const execute = createExecutor(pg);

async function commit(writes: readonly RowWrite[]): Promise<void> {
  const begun = await pg.exec('begin; select pg_current_xact_id()::text as id');
  port.postMessage({ transaction: String(begun[1]?.rows[0]?.['id']) } satisfies Reply);
  try {
    for (const write of writes) {
      const statement = toStatement(write);
      assertTouched(write, statement, await execute(statement));
      sinceCheckpoint += statement.params.reduce((sum, text) => sum + text.length, 0);
    }
    await pg.exec('commit');
  } catch (error) {
    // After ENOSPC the engine spins at full load on its next statement; this thread is about to be ended.
    if ((error as { code?: string }).code !== DISK_FULL) await pg.exec('rollback');
    throw error;
  }
  if (sinceCheckpoint >= CHECKPOINT_AFTER_CHARACTERS) await checkpoint();
}

async function checkpoint(): Promise<void> {
  sinceCheckpoint = 0;
  await pg.exec('checkpoint');
}

let quiet: NodeJS.Timeout | undefined;

/** Starts waiting for a quiet moment anew; a call ends the wait. */
function awaitQuiet(): void {
  clearTimeout(quiet);
  if (sinceCheckpoint < QUIET_CHECKPOINT_AFTER_CHARACTERS) return;
  // A checkpoint that fails, as on a full disk, is tried again by the next one; whoever writes hears of the disk himself.
  quiet = setTimeout(() => void checkpoint().catch(() => undefined), QUIET_MS).unref();
}

async function answer(call: Call): Promise<unknown> {
  switch (call.kind) {
    case 'query':
      return (await pg.query(call.sql, [...call.params])).rows;
    case 'script':
      return void (await pg.exec(call.sql));
    case 'commit':
      return await commit(call.writes);
    case 'dump':
      await checkpoint();
      return new Uint8Array(await (await pg.dumpDataDir('gzip')).arrayBuffer());
    case 'close':
      await checkpoint();
      return await pg.close();
    default:
      return unreachable(call);
  }
}

port.on('message', (call: Call) => {
  void handle(call);
});

async function handle(call: Call): Promise<void> {
  clearTimeout(quiet);
  // PGlite awaits microtasks only; a turn of the event loop lets messages of the port in.
  await nextTurn();
  const reply = await answer(call).then(
    (value): Outcome => ({ ok: true, value }),
    (error: unknown): Outcome => ({ ok: false, error: toWireError(fromSqlError(error)) }),
  );
  port.postMessage(reply);
  awaitQuiet();
  if (call.kind === 'close') port.close();
}

const version = await pg.query<{ server_version: string }>('show server_version');
port.postMessage({ ok: true, value: version.rows[0]?.server_version ?? '' } satisfies Reply);
