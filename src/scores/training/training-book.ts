import { TallyError, canonicalJson, sha256, type Json } from '#base';
import { createUnit, forTenant, nextRun, rowWrite } from '#store';
import type { Database, JobQueue, UnitPart } from '#store';
import { assertPurpose } from '../registered-model.ts';
import { trainingJobTable, trainingScheduleTable } from '../tables.ts';
import { jobOf, type JobRow, type TrainingJob, type TrainingSchedule } from './training-job.ts';
import type { TrainingSpec, TrainingState } from './training-job.ts';

/** Queues of the store's jobs that training uses. */
export const TRAINING_QUEUE = 'training';
export const SCHEDULE_QUEUE = 'training-schedule';

export interface NewTrainingJob {
  /** The caller's name for it: the same key makes one job, whatever happens. */
  readonly key: string;
  readonly spec: TrainingSpec;
  readonly at: number;
  readonly actor: string;
  /** Rows to commit with it. */
  readonly also?: UnitPart | undefined;
}

export interface JobFilter {
  readonly purpose?: string | undefined;
  readonly state?: TrainingState | undefined;
  readonly limit?: number | undefined;
}

/** How a job ends. */
export interface JobEnd {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly at: number;
  readonly note: string;
  readonly modelId?: string | undefined;
}

/** Training jobs and schedules of one tenant. What runs them is elsewhere. */
export interface TrainingBook {
  /** Queues a job; a key that was used before gives the job it made. @throws TallyError `SCORES_JOB_KEY`, `SCORES_PURPOSE`. */
  create(job: NewTrainingJob): Promise<TrainingJob>;
  /** @throws TallyError `SCORES_JOB_UNKNOWN`. */
  get(jobId: string): Promise<TrainingJob>;
  /** Newest first. */
  list(filter?: JobFilter): Promise<readonly TrainingJob[]>;
  start(jobId: string, at: number, attempts: number): Promise<void>;
  /** The row that ends a job, for the unit of its model. */
  endPart(jobId: string, end: JobEnd): UnitPart;
  end(jobId: string, end: JobEnd): Promise<void>;
  /** Takes a job that waits out of the queue; false when it is not waiting any more. */
  withdraw(jobId: string, at: number): Promise<boolean>;
  schedules(): Promise<readonly TrainingSchedule[]>;
  /** Trains for a purpose every day; a purpose has one schedule. */
  schedule(schedule: TrainingSchedule): Promise<void>;
  /** @throws TallyError `SCORES_SCHEDULE_UNKNOWN`. */
  unschedule(purpose: string): Promise<TrainingSchedule>;
}

export interface TrainingBookOptions {
  readonly db: Database;
  readonly tenant: string;
  readonly queue: JobQueue;
}

/** Times that a training job is tried. */
const ATTEMPTS = 3;

export function openTrainingBook(options: TrainingBookOptions): TrainingBook {
  return new Book(options);
}

/** The id of the job that a key makes. */
export function jobIdOf(key: string): string {
  return `job-${sha256(key).slice(0, 16)}`;
}

interface ScheduleRow {
  readonly spec: TrainingSpec;
  readonly daily_at_ms: number;
  readonly created_at: number;
  readonly created_by: string;
}

class Book implements TrainingBook {
  private readonly options: TrainingBookOptions;

  constructor(options: TrainingBookOptions) {
    this.options = options;
  }

  async create({ key, spec, at, actor, also }: NewTrainingJob): Promise<TrainingJob> {
    assertPurpose(spec.purpose);
    const { db, tenant, queue } = this.options;
    const jobId = jobIdOf(key);
    const row = {
      ...{ job_id: jobId, purpose: spec.purpose, spec, state: 'queued', created_at: at, created_by: actor },
      ...{ attempts: 0, note: '' },
    };
    const unit = createUnit(tenant).add(
      rowWrite({ table: trainingJobTable, mode: 'insert-ignore', rows: [row], tenant }),
    );
    unit.add(queue.part(tenant, [{ queue: TRAINING_QUEUE, key: jobId, runAt: at, maxAttempts: ATTEMPTS }]));
    if (also !== undefined) unit.add(also);
    await db.write(unit);
    const job = await this.get(jobId);
    if (canonicalJson(plain(job.spec)) === canonicalJson(plain(spec))) return job;
    throw new TallyError('SCORES_JOB_KEY', `the key ${key} belongs to another training job`, {
      hint: 'use a new key for a new job',
      data: { jobId },
      status: 409,
    });
  }

  async get(jobId: string): Promise<TrainingJob> {
    const [row] = await this.read<JobRow>('select * from training_job where tenant = $1 and job_id = $2', [jobId]);
    if (row !== undefined) return jobOf(row);
    throw new TallyError('SCORES_JOB_UNKNOWN', `there is no training job ${jobId}`, {
      hint: 'list them at /v1/training-jobs',
      status: 404,
    });
  }

  async list({ purpose, state, limit = 100 }: JobFilter = {}): Promise<readonly TrainingJob[]> {
    const rows = await this.read<JobRow>(
      `select * from training_job where tenant = $1 and ($2::text is null or purpose = $2)
         and ($3::text is null or state = $3) order by created_at desc, job_id limit $4`,
      [purpose ?? null, state ?? null, limit],
    );
    return rows.map(jobOf);
  }

  start(jobId: string, at: number, attempts: number): Promise<void> {
    return this.update({ job_id: jobId, state: 'running', started_at: at, attempts });
  }

  endPart(jobId: string, { state, at, note, modelId }: JobEnd): UnitPart {
    const row = { job_id: jobId, state, ended_at: at, note, model_id: modelId ?? null };
    const { tenant } = this.options;
    return { writes: [rowWrite({ table: trainingJobTable, mode: 'update', rows: [row], tenant })] };
  }

  end(jobId: string, end: JobEnd): Promise<void> {
    return this.options.db.write(createUnit(this.options.tenant).add(this.endPart(jobId, end)));
  }

  async withdraw(jobId: string, at: number): Promise<boolean> {
    const { queue, tenant } = this.options;
    const { state } = await this.get(jobId);
    if (state !== 'queued' || !(await queue.remove(tenant, TRAINING_QUEUE, jobId))) return false;
    await this.end(jobId, { state: 'cancelled', at, note: 'cancelled before it began' });
    return true;
  }

  async schedules(): Promise<readonly TrainingSchedule[]> {
    const rows = await this.read<ScheduleRow>('select * from training_schedule where tenant = $1 order by purpose');
    return rows.map(({ spec, daily_at_ms: dailyAtMs, created_at: createdAt, created_by: createdBy }) => {
      return { spec, dailyAtMs, createdAt, createdBy };
    });
  }

  async schedule({ spec, dailyAtMs, createdAt, createdBy }: TrainingSchedule): Promise<void> {
    assertPurpose(spec.purpose);
    const { db, tenant, queue } = this.options;
    const { purpose } = spec;
    await queue.remove(tenant, SCHEDULE_QUEUE, purpose);
    const row = { purpose, spec, daily_at_ms: dailyAtMs, created_at: createdAt, created_by: createdBy };
    const runAt = nextRun({ dailyAtMs }, createdAt);
    const job = { queue: SCHEDULE_QUEUE, key: purpose, runAt, repeat: { dailyAtMs } };
    await db.write(
      createUnit(tenant)
        .upsert(trainingScheduleTable, [row])
        .add(queue.part(tenant, [job])),
    );
  }

  async unschedule(purpose: string): Promise<TrainingSchedule> {
    const { db, tenant, queue } = this.options;
    const known = (await this.schedules()).find(({ spec }) => spec.purpose === purpose);
    if (known === undefined) {
      throw new TallyError('SCORES_SCHEDULE_UNKNOWN', `nothing is trained every day for ${purpose}`, {
        hint: 'list the schedules at /v1/training-schedules',
        status: 404,
      });
    }
    await queue.remove(tenant, SCHEDULE_QUEUE, purpose);
    await db.write(createUnit(tenant).remove(trainingScheduleTable, [{ purpose }]));
    return known;
  }

  private update(row: Readonly<Record<string, unknown>>): Promise<void> {
    return this.options.db.write(createUnit(this.options.tenant).update(trainingJobTable, [row]));
  }

  private read<T>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return forTenant(this.options.db, this.options.tenant).query<T>(sql, values);
  }
}

/** Without fields that are undefined, as the store gives it back. */
function plain(spec: TrainingSpec): Json {
  return JSON.parse(JSON.stringify(spec)) as Json;
}
