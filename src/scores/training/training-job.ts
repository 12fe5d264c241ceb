/** What a training job shall make. */
export interface TrainingSpec {
  readonly purpose: string;
  /** Name of a label's definition. */
  readonly label: string;
  /** Learner of `learn`, such as `gbdt` or `logit`. */
  readonly learner: string;
  /** Settings of the learner; chosen by the number of events when left out (boosted trees). */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Factors by name, or groups as `bureau.*`; all when left out. */
  readonly factors?: readonly string[] | undefined;
  /** Only applications of the last so many days; all when left out. */
  readonly windowDays?: number | undefined;
  readonly seed: number;
  /** `candidate` leaves it at that; `challenge` moves a model that is not worse than the champion on. */
  readonly intent: 'candidate' | 'challenge';
  readonly why: string;
}

export type TrainingState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A training job and what became of it. */
export interface TrainingJob {
  readonly jobId: string;
  readonly spec: TrainingSpec;
  readonly state: TrainingState;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly attempts: number;
  /** The model that it made; a job whose evidence is too thin makes none. */
  readonly modelId: string | undefined;
  /** What came of it, in words. */
  readonly note: string;
}

/** A training that comes back every day. */
export interface TrainingSchedule {
  readonly spec: TrainingSpec;
  /** Time of day (UTC), milliseconds after midnight. */
  readonly dailyAtMs: number;
  readonly createdAt: number;
  readonly createdBy: string;
}

export interface JobRow {
  readonly job_id: string;
  readonly spec: TrainingSpec;
  readonly state: TrainingState;
  readonly created_at: number;
  readonly created_by: string;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly attempts: number;
  readonly model_id: string | null;
  readonly note: string;
}

export function jobOf(row: JobRow): TrainingJob {
  return {
    jobId: row.job_id,
    spec: row.spec,
    state: row.state,
    createdAt: row.created_at,
    createdBy: row.created_by,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    attempts: row.attempts,
    modelId: row.model_id ?? undefined,
    note: row.note,
  };
}
