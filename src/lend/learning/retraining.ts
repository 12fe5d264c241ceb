import { dayOfInstant, formatDay, messageOf, type Day, type Log } from '#base';
import { openShadowBook, openTrainingBook, SCHEDULE_QUEUE, scoresDecisions, TRAINING_QUEUE } from '#scores';
import type { ModelRegistry, ModelStage, RegisteredModel, ShadowBook, StageNote } from '#scores';
import type { TrainingBook, TrainingJob, TrainingSpec } from '#scores';
import { createJobQueue, runJobs, type Job, type JobRunner } from '#store';
import { keepSkew, measureSkew } from '../factor-health/factor-skew.ts';
import type { LendPorts } from '../ports.ts';
import { labelDefinition } from './labels.ts';
import { observedUntil } from './observed-until.ts';
import { sourceReason } from './source-reason.ts';
import type { RowSources } from './row-source.ts';
import { runLearnCycle, type LearnReport } from './learn-cycle.ts';
import { assertIdle } from './models-in-use.ts';
import { monitorModels } from './monitor-models.ts';
import { retrainReason } from './retrain-reason.ts';
import { SHUTDOWN, runTrainingJob } from './run-training-job.ts';

/** How far a running job has come. */
export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
}

/** What keeps models fit: shadows that score, training jobs and schedules, monitoring, and trainings that it asks for. */
export interface Retraining {
  readonly jobs: TrainingBook;
  readonly shadows: ShadowBook;
  progress(jobId: string): TrainingProgress | undefined;
  /** Stops a job that waits or runs; one that has ended stays as it is. */
  cancel(jobId: string): Promise<TrainingJob>;
  /**
   * Moves a model that decides nothing; decisions made before are scored by the shadows of then.
   *
   * @throws TallyError `LEND_MODEL_IN_USE`, and what the registry throws.
   */
  move(modelId: string, to: ModelStage, note: StageNote): Promise<RegisteredModel>;
  /** A round of learning, alone: no monitoring and no job changes stages meanwhile. */
  learn(round: { readonly seed: number; readonly today: Day }): Promise<LearnReport>;
  /** Scores what shadows have not seen, and runs schedules and monitoring that are due. */
  tick(): Promise<void>;
  /** Runs the training jobs that are due, one after the other. */
  train(): Promise<number>;
  /** Stops a running training, which is tried again by whoever comes next. */
  stop(): Promise<void>;
}

export interface RetrainingOptions {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  readonly log: Log;
  /** Purposes whose rows are no factor vectors of decisions; each gets a model when there is enough to learn from. */
  readonly sources?: RowSources;
  readonly seed?: number;
}

interface RunningJob {
  readonly control: AbortController;
  /** Resolves when the job has ended, however. */
  readonly ended: Promise<void>;
  progress?: TrainingProgress;
}

const MONITORING_QUEUE = 'monitoring';

/** Half past two at night, UTC, before the housekeeping. */
const MONITOR_AT_MS = 2.5 * 3_600_000;

const SEED = 20_261;

export function createRetraining(options: RetrainingOptions): Retraining {
  return new Service(options);
}

class Service implements Retraining {
  readonly jobs: TrainingBook;
  readonly shadows: ShadowBook;
  private readonly options: RetrainingOptions;
  private readonly queue: ReturnType<typeof createJobQueue>;
  private readonly trainer: JobRunner;
  private readonly clerk: JobRunner;
  private readonly running = new Map<string, RunningJob>();
  private turn: Promise<unknown> = Promise.resolve();
  private begun: Promise<void> | undefined;

  constructor(options: RetrainingOptions) {
    const { ports, registry, log } = options;
    const { db, tenant, decisions, clock, factors } = ports;
    const queue = createJobQueue(db);
    this.options = options;
    this.queue = queue;
    this.jobs = openTrainingBook({ db, tenant, queue });
    this.shadows = openShadowBook({ db, tenant, registry, decisions, schemaId: factors.catalogue.schemaId });
    const training = { [TRAINING_QUEUE]: (job: Job) => this.runTraining(job) };
    this.trainer = runJobs({ queue, handlers: training, tenant, clock, log, batch: 1 });
    const daily = {
      [SCHEDULE_QUEUE]: (job: Job) => this.runSchedule(job),
      [MONITORING_QUEUE]: () => this.runMonitoring(),
    };
    this.clerk = runJobs({ queue, handlers: daily, tenant, clock, log });
  }

  progress(jobId: string): TrainingProgress | undefined {
    return this.running.get(jobId)?.progress;
  }

  async cancel(jobId: string): Promise<TrainingJob> {
    if (await this.jobs.withdraw(jobId, this.now())) return await this.jobs.get(jobId);
    const running = this.running.get(jobId);
    running?.control.abort('cancelled');
    await running?.ended;
    return await this.jobs.get(jobId);
  }

  async move(modelId: string, to: ModelStage, note: StageNote): Promise<RegisteredModel> {
    const { ports, registry } = this.options;
    assertIdle(ports, modelId);
    await this.shadows.follow();
    return await registry.move(modelId, to, note);
  }

  async learn(round: { readonly seed: number; readonly today: Day }): Promise<LearnReport> {
    await this.shadows.follow();
    const { ports, registry } = this.options;
    return await this.alone(() => runLearnCycle({ ports, registry, ...round }));
  }

  async tick(): Promise<void> {
    await this.begin();
    await this.shadows.follow();
    await this.clerk.tick();
  }

  async train(): Promise<number> {
    await this.begin();
    return await this.trainer.tick();
  }

  async stop(): Promise<void> {
    const idle = [this.trainer.stop(), this.clerk.stop()];
    for (const { control } of this.running.values()) control.abort(SHUTDOWN);
    await Promise.all(idle);
  }

  /** One after the other: what moves models or opens alerts. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** Once: what a killed process left running is due again, since the data directory is ours alone. */
  private begin(): Promise<void> {
    this.begun ??= this.open();
    return this.begun;
  }

  private async open(): Promise<void> {
    const now = this.now();
    await this.queue.release([TRAINING_QUEUE, SCHEDULE_QUEUE, MONITORING_QUEUE], now);
    const daily = { queue: MONITORING_QUEUE, key: 'daily', runAt: now, repeat: { dailyAtMs: MONITOR_AT_MS } };
    await this.queue.enqueue(this.options.ports.tenant, [daily]);
  }

  private async runTraining(queued: Job): Promise<void> {
    const { ports, registry, sources } = this.options;
    const control = new AbortController();
    const progress = (step: number, steps: number): void => {
      entry.progress = { step, steps };
    };
    const alone = (moving: () => Promise<void>): Promise<void> => this.alone(moving);
    const run = { ports, registry, sources, book: this.jobs, cancel: control.signal, progress, alone };
    const work = this.shadows.follow().then(() => runTrainingJob(run, queued));
    const entry: RunningJob = { control, ended: work.catch(() => undefined) };
    this.running.set(queued.key, entry);
    try {
      await work;
    } finally {
      this.running.delete(queued.key);
    }
  }

  /** A night's training: one job a day, whatever is killed meanwhile. */
  private async runSchedule({ key: purpose }: Job): Promise<void> {
    const schedule = (await this.jobs.schedules()).find(({ spec }) => spec.purpose === purpose);
    if (schedule === undefined) return;
    await this.request(schedule.spec, 'schedule', 'nightly');
  }

  private async runMonitoring(): Promise<void> {
    const { ports, registry, log, seed = SEED } = this.options;
    const now = await observedUntil(ports);
    const opened = await this.alone(() => monitorModels({ ports, registry, sources: this.options.sources, at: now }));
    for (const { modelId, kind, subject, severity } of opened) {
      log.warn('a model alert was opened', { modelId, kind, subject, severity });
    }
    await this.compareFactors(dayOfInstant(now) - 1);
    const champions = registry.list({ stages: ['champion'] }).filter(scoresDecisions);
    const purposes = new Set(champions.map(({ purpose }) => purpose));
    for (const purpose of purposes) {
      const why = await retrainReason({ ports, registry, today: dayOfInstant(now) }, purpose);
      const label = registry.champion(purpose)?.training.labelName ?? (purpose === 'fraud' ? 'fraud' : 'default');
      if (why === undefined) continue;
      const spec = { purpose, label: labelDefinition(label).name, learner: 'gbdt', seed, why };
      await this.request({ ...spec, intent: 'challenge' }, 'monitoring', 'auto');
    }
    for (const [purpose, source] of Object.entries(this.options.sources ?? {})) {
      if (!source.isReady()) continue;
      const asked = await sourceReason({ ports, registry, jobs: this.jobs, today: dayOfInstant(now) }, purpose);
      if (asked === undefined) continue;
      const spec = { purpose, label: asked.label, learner: 'gbdt', seed, why: asked.why };
      await this.request({ ...spec, intent: 'challenge' }, 'monitoring', 'auto');
    }
  }

  /** Looks whether the vectors of a day are what they were when they were served. */
  private async compareFactors(day: Day): Promise<void> {
    const { ports, log } = this.options;
    const skew = await measureSkew(ports, day);
    await keepSkew(ports, skew);
    if (skew.different > 0) log.warn('factors differ from what was served', { ...skew, day: formatDay(day) });
  }

  /** One job for a purpose and a day, however often it is asked for. */
  private async request(spec: TrainingSpec, actor: string, prefix: string): Promise<void> {
    const at = this.now();
    const key = `${prefix}:${spec.purpose}:${formatDay(dayOfInstant(at))}`;
    await this.jobs
      .create({ key, spec, at, actor })
      .catch((error: unknown) => this.options.log.warn('a training was not queued', { key, reason: messageOf(error) }));
  }

  private now(): number {
    return this.options.ports.clock.now();
  }
}
