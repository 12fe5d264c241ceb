import { type Clock, type Log, messageOf, silentLog } from '#base';
import type { Job, JobQueue } from './job-queue.ts';

export type JobHandler = (job: Job) => Promise<void>;

export interface JobRunnerOptions {
  readonly queue: JobQueue;
  /** What to do with the jobs of each queue, by its name. A job may run twice: handlers are idempotent. */
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly clock: Clock;
  readonly log?: Log;
  /** Only jobs of this tenant; all when left out. */
  readonly tenant?: string;
  /** Jobs claimed at once. */
  readonly batch?: number;
}

export interface JobRunner {
  /** Runs what is due now, until nothing is; returns the number of jobs. */
  tick(): Promise<number>;
  /** Ticks every so many milliseconds of the machine's time until stopped. */
  start(everyMs: number): void;
  /** Waits for the jobs in hand and takes no more, for good. */
  stop(): Promise<void>;
}

/** Runs due jobs on the given clock: a simulation calls `tick`, a server `start`. */
export function runJobs({ queue, handlers, clock, log = silentLog, batch = 20, tenant }: JobRunnerOptions): JobRunner {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> = Promise.resolve(0);
  let isStopped = false;
  const drain = async (): Promise<number> => {
    let done = 0;
    while (!isStopped) {
      const jobs = await queue.claim({ queues: Object.keys(handlers), now: clock.now(), limit: batch, tenant });
      for (const job of jobs) await runOne(job);
      done += jobs.length;
      if (jobs.length < batch) break;
    }
    return done;
  };
  const runOne = async (job: Job): Promise<void> => {
    try {
      await handlers[job.queue]?.(job);
      await queue.complete(job, clock.now());
    } catch (error) {
      log.error('a job failed', { queue: job.queue, key: job.key, attempt: job.attempts, error });
      await queue.fail(job, messageOf(error), clock.now());
    }
  };
  const tick = (): Promise<number> => {
    running = running.catch(() => 0).then(drain);
    return running;
  };
  return {
    tick,
    start: (everyMs) => {
      timer ??= setInterval(
        () => void tick().catch((error: unknown) => log.error('the job loop failed', { error })),
        everyMs,
      );
    },
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      timer = undefined;
      await running.catch(() => 0);
    },
  };
}
