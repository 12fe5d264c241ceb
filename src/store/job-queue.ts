import { TallyError } from '#base';
import type { Database } from './database.ts';
import { nextRun, type Repeat, retryDelayMs } from './job-schedule.ts';
import { defineTable } from './table.ts';
import { createUnit, rowWrite, type UnitPart } from './unit.ts';

const jobTable = defineTable('job', {
  columns: {
    tenant: 'text',
    queue: 'text',
    key: 'text',
    payload: 'jsonb',
    state: 'text',
    run_at: 'int8',
    attempts: 'int4',
    max_attempts: 'int4',
    lease_until: 'int8',
    repeat: 'jsonb',
    error: 'text',
  },
  key: ['tenant', 'queue', 'key'],
});

export interface NewJob {
  readonly queue: string;
  /** Unique in its queue: a job that is there already, in whatever state, stays as it is. */
  readonly key: string;
  readonly payload?: unknown;
  /** When it is due, milliseconds. */
  readonly runAt: number;
  /** Attempts before the job is dead; 5 when left out. */
  readonly maxAttempts?: number;
  /** Makes the job run again after each success, and after its last failed attempt. */
  readonly repeat?: Repeat;
}

/** A job that was claimed: run it, then complete or fail it before the lease ends. */
export interface Job {
  readonly tenant: string;
  readonly queue: string;
  readonly key: string;
  readonly payload: unknown;
  /** This attempt, from 1. */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly repeat: Repeat | undefined;
}

export interface ClaimOptions {
  readonly queues: readonly string[];
  readonly now: number;
  readonly limit: number;
  /** Only jobs of this tenant; all when left out. */
  readonly tenant?: string | undefined;
  /** For how long nobody else gets the jobs; a minute when left out. */
  readonly leaseMs?: number;
}

export interface JobCounts {
  readonly queue: string;
  readonly state: 'ready' | 'running' | 'done' | 'dead';
  readonly jobs: number;
}

/** Durable jobs at least once, on the caller's clock. */
export interface JobQueue {
  /** The rows of new jobs, to commit them with what makes them necessary. */
  part(tenant: string, jobs: readonly NewJob[]): UnitPart;
  enqueue(tenant: string, jobs: readonly NewJob[]): Promise<void>;
  /** Takes due jobs, oldest first, and jobs whose lease ended with their process. */
  claim(options: ClaimOptions): Promise<Job[]>;
  /** False when the lease ended and somebody else has the job. */
  complete(job: Job, now: number): Promise<boolean>;
  /** Puts the job back with a growing delay, or marks it dead after its last attempt. */
  fail(job: Job, error: string, now: number): Promise<boolean>;
  counts(): Promise<JobCounts[]>;
  /** Takes a job out of its queue unless it is running; false when it was not there or runs. */
  remove(tenant: string, queue: string, key: string): Promise<boolean>;
  /** Makes running jobs due at once: for a process that knows that nobody else runs these queues, at its start. */
  release(queues: readonly string[], now: number): Promise<void>;
}

const ATTEMPTS = 5;
const LEASE_MS = 60_000;

interface JobRow extends Omit<Job, 'repeat' | 'maxAttempts'> {
  readonly max_attempts: number;
  readonly run_at: number;
  readonly repeat: Repeat | null;
}

/** The job queue in the table `job` of the store. */
export function createJobQueue(db: Database): JobQueue {
  const part = (tenant: string, jobs: readonly NewJob[]): UnitPart => ({
    writes: [rowWrite({ table: jobTable, mode: 'insert-ignore', tenant, rows: jobs.map(rowOfNew) })],
  });
  return {
    part,
    enqueue: (tenant, jobs) => db.write(createUnit(tenant).add(part(tenant, jobs))),
    claim: (options) => claim(db, options),
    complete: (job, now) =>
      job.repeat
        ? finish(db, job, { state: 'ready', runAt: nextRun(job.repeat, now), attempts: 0, error: null })
        : finish(db, job, { state: 'done', runAt: now, attempts: job.attempts, error: null }),
    fail: (job, error, now) => finish(db, job, afterFailure(job, error, now)),
    async remove(tenant, queue, key) {
      const rows = await db.query(
        "delete from job where tenant = $1 and queue = $2 and key = $3 and state <> 'running' returning key",
        [tenant, queue, key],
      );
      return rows.length > 0;
    },
    async release(queues, now) {
      await db.query(
        "update job set lease_until = $2 where queue = any(string_to_array($1, ',')) and state = 'running' returning key",
        [queues.join(','), now],
      );
    },
    counts: () =>
      db.query<JobCounts>('select queue, state, count(*) as jobs from job group by queue, state order by queue, state'),
  };
}

function rowOfNew(job: NewJob): Record<string, unknown> {
  return {
    queue: checkName(job.queue),
    key: job.key,
    payload: job.payload ?? null,
    state: 'ready',
    run_at: job.runAt,
    attempts: 0,
    max_attempts: job.maxAttempts ?? ATTEMPTS,
    repeat: job.repeat ?? null,
  };
}

function checkName(queue: string): string {
  if (/^[a-z][a-z0-9_.-]{0,59}$/.test(queue)) return queue;
  throw new TallyError('STORE_JOB', `"${queue}" is not the name of a queue`, {
    hint: 'use lower case letters, digits and _ . -',
  });
}

async function claim(db: Database, { queues, now, limit, tenant, leaseMs = LEASE_MS }: ClaimOptions): Promise<Job[]> {
  const rows = await db.query<JobRow>(
    `with due as (
       select tenant, queue, key, run_at from job
       where queue = any(string_to_array($1, ',')) and ($5::text is null or tenant = $5)
       and ((state = 'ready' and run_at <= $2) or (state = 'running' and lease_until <= $2))
       order by run_at, tenant, queue, key limit $3 for update skip locked)
     update job t set state = 'running', attempts = t.attempts + 1, lease_until = $4 from due d
     where t.tenant = d.tenant and t.queue = d.queue and t.key = d.key
     returning t.tenant, t.queue, t.key, t.payload, t.attempts, t.max_attempts, t.repeat, t.run_at`,
    [queues.join(','), now, limit, now + leaseMs, tenant ?? null],
  );
  return rows
    .sort((a, b) => a.run_at - b.run_at || (a.key < b.key ? -1 : 1))
    .map(({ tenant, queue, key, payload, attempts, max_attempts: maxAttempts, repeat }) => {
      return { tenant, queue, key, payload, attempts, maxAttempts, repeat: repeat ?? undefined };
    });
}

interface Outcome {
  readonly state: JobCounts['state'];
  readonly runAt: number;
  readonly attempts: number;
  readonly error: string | null;
}

function afterFailure(job: Job, error: string, now: number): Outcome {
  if (job.attempts < job.maxAttempts) {
    return { state: 'ready', runAt: now + retryDelayMs(job.attempts), attempts: job.attempts, error };
  }
  if (job.repeat) return { state: 'ready', runAt: nextRun(job.repeat, now), attempts: 0, error };
  return { state: 'dead', runAt: now, attempts: job.attempts, error };
}

/** The attempt is the fence: a process whose lease ended cannot finish what another one runs. */
async function finish(db: Database, job: Job, { state, runAt, attempts, error }: Outcome): Promise<boolean> {
  const rows = await db.query(
    `update job set state = $5, run_at = $6, attempts = $7, error = $8, lease_until = null
     where tenant = $1 and queue = $2 and key = $3 and attempts = $4 and state = 'running' returning key`,
    [job.tenant, job.queue, job.key, job.attempts, state, runAt, attempts, error],
  );
  return rows.length > 0;
}
