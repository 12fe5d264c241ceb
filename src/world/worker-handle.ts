import type { Worker } from 'node:worker_threads';
import { assert, fromWireError, spawnWorker, TallyError, type Day } from '#base';
import type { WorldDay, WorldFeedback } from './event.ts';
import type { TruthRow } from './truth.ts';
import type { WorkerAnswer, WorkerRequest, WorkerStart, WorldAbout } from './worker-messages.ts';

/** A world that lives in a thread of its own; calls are answered in the order they were made. */
export interface WorldHandle extends WorldAbout {
  /** The day last lived. */
  readonly day: Day;
  step(feedback: readonly WorldFeedback[]): Promise<WorldDay>;
  snapshot(): Promise<Uint8Array>;
  /** The truth since the last call: for tests, benches and proofs only. */
  takeTruth(): Promise<TruthRow[]>;
  close(): Promise<void>;
}

type Answered<K extends WorkerAnswer['kind']> = Extract<WorkerAnswer, { kind: K }>;
type Ask = WorkerRequest extends infer R ? (R extends WorkerRequest ? Omit<R, 'id'> : never) : never;

interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(error: Error): void;
}

/**
 * Starts a world in a worker thread, new (`options`) or from a `snapshot`.
 *
 * @throws TallyError those of `createWorld` and `restoreWorld`; `WORLD_WORKER_GONE` when the thread ends unasked.
 */
export async function startWorldInWorker(start: WorkerStart): Promise<WorldHandle> {
  const line = openLine(spawnWorker(import.meta.url, 'world-worker', { workerData: start }));
  try {
    const { about } = await line.expect(0, 'ready');
    return handleOf(about, line);
  } catch (error) {
    await line.close();
    throw error;
  }
}

/** Requests and answers of one worker, matched by number. */
interface Line {
  expect<K extends WorkerAnswer['kind']>(id: number, kind: K): Promise<Answered<K>>;
  ask<K extends WorkerAnswer['kind']>(request: Ask, kind: K): Promise<Answered<K>>;
  close(): Promise<void>;
}

function openLine(worker: Worker): Line {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let gone: Error | undefined;
  const expect: Line['expect'] = async (id, kind) => {
    const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      if (gone) reject(gone);
      else waiting.set(id, { resolve, reject });
    });
    assert(answer.kind === kind, `the world answered ${answer.kind} to ${kind}`);
    return answer as Answered<typeof kind>;
  };
  const end = (why: string): void => {
    gone ??= goneBecause(why);
    for (const one of waiting.values()) one.reject(gone);
    waiting.clear();
  };
  worker.on('message', (answer: WorkerAnswer) => {
    settle(waiting.get(answer.id), answer);
    waiting.delete(answer.id);
  });
  worker.on('error', (error) => end(error.message));
  worker.on('exit', () => end('it was closed'));
  return {
    expect,
    ask(request, kind) {
      const id = ++lastId;
      if (!gone) worker.postMessage({ id, ...request });
      return expect(id, kind);
    },
    async close() {
      await worker.terminate();
    },
  };
}

function settle(one: Waiting | undefined, answer: WorkerAnswer): void {
  if (answer.kind === 'failed') one?.reject(fromWireError(answer.error));
  else one?.resolve(answer);
}

function goneBecause(why: string): TallyError {
  return new TallyError('WORLD_WORKER_GONE', `the world's thread has ended: ${why}`, {
    hint: 'restore the world from its last snapshot',
    status: 503,
  });
}

function handleOf(about: WorldAbout, { ask, close }: Line): WorldHandle {
  let day = about.day;
  return {
    ...about,
    get day() {
      return day;
    },
    async step(feedback) {
      const { lived } = await ask({ kind: 'step', feedback }, 'day');
      day = lived.day;
      return lived;
    },
    snapshot: async () => (await ask({ kind: 'snapshot' }, 'snapshot')).bytes,
    takeTruth: async () => (await ask({ kind: 'truth' }, 'truth')).rows,
    close,
  };
}
