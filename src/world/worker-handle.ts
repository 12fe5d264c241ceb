import { openWorkerLine, spawnWorker, TallyError, type Day, type WorkerLine } from '#base';
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

type Line = WorkerLine<WorkerRequest, WorkerAnswer>;

/**
 * Starts a world in a worker thread, new (`options`) or from a `snapshot`.
 *
 * @throws TallyError those of `createWorld` and `restoreWorld`; `WORLD_WORKER_GONE` when the thread ends unasked.
 */
export async function startWorldInWorker(start: WorkerStart): Promise<WorldHandle> {
  const line: Line = openWorkerLine(spawnWorker(import.meta.url, 'world-worker', { workerData: start }), goneBecause);
  try {
    const { about } = await line.begun('ready');
    return handleOf(about, line);
  } catch (error) {
    await line.close();
    throw error;
  }
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
