import { TallyError, dayOfInstant, messageOf } from '#base';
import { isWorse } from '#scores';
import type { ModelRegistry, RegisteredModel, TrainingBook, TrainingJob } from '#scores';
import type { Job, UnitPart } from '#store';
import { LENDING_SLOT } from '../decide-application.ts';
import type { LendPorts } from '../ports.ts';
import { watchOrRetire } from './learn-cycle.ts';
import { observedUntil } from './observed-until.ts';
import type { RowSources } from './row-source.ts';
import { startTrial } from './start-trial.ts';
import { trainCandidate } from './train-candidate.ts';

export interface JobRun {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  readonly sources?: RowSources | undefined;
  readonly book: TrainingBook;
  readonly cancel: AbortSignal;
  readonly progress: (step: number, steps: number) => void;
  /** Lets nothing else move models meanwhile. */
  readonly alone: (moving: () => Promise<void>) => Promise<void>;
}

/**
 * Runs a training job once. Model and end of the job are one commit, so a job that was killed before it is tried again, and
 * one that has ended does nothing more.
 *
 * @throws what may work at another try; everything else ends the job as failed.
 */
export async function runTrainingJob(run: JobRun, queued: Job): Promise<void> {
  const { ports, book } = run;
  const job = await book.get(queued.key);
  if (job.state !== 'queued' && job.state !== 'running') return await settleStage(run, job);
  await book.start(job.jobId, ports.clock.now(), queued.attempts);
  const model = await train(run, job).catch((error: unknown) => endFailed(run, queued, error));
  // What fails from here on is tried again, with the model that is there.
  if (model !== undefined) await run.alone(() => moveOn(run, model, job));
}

/** Ends a job that cannot work, or throws what may work at another try. */
async function endFailed({ ports, book, cancel }: JobRun, queued: Job, error: unknown): Promise<undefined> {
  const end = (state: 'cancelled' | 'failed', note: string): Promise<void> =>
    book.end(queued.key, { state, at: ports.clock.now(), note });
  if (cancel.aborted && cancel.reason === SHUTDOWN) throw error;
  if (cancel.aborted) return void (await end('cancelled', 'cancelled while it ran'));
  const isWorthATry = error instanceof TallyError ? error.retryable : true;
  if (isWorthATry && queued.attempts < queued.maxAttempts) throw error;
  await end('failed', messageOf(error).slice(0, 500));
  return undefined;
}

/** The reason with which a training is stopped that shall be tried again. */
export const SHUTDOWN = 'shutdown';

/** Trains; without enough evidence the job is done without a model. */
async function train(run: JobRun, { jobId, spec }: TrainingJob): Promise<RegisteredModel | undefined> {
  const { ports, registry, sources, book, cancel, progress } = run;
  const at = ports.clock.now();
  const done = { state: 'done', at } as const;
  const also = (modelId: string): UnitPart => book.endPart(jobId, { ...done, modelId, note: `made ${modelId}` });
  const today = dayOfInstant(await observedUntil(ports));
  const model = await trainCandidate({ ports, registry, sources, today, at, cancel, progress, also }, spec);
  if (model === undefined) {
    await book.end(jobId, { ...done, note: 'evidence too thin: not enough outcomes have matured' });
  }
  return model;
}

/** A kill between the model and its move leaves a candidate: the job's next run moves it on. */
async function settleStage(run: JobRun, job: TrainingJob): Promise<void> {
  const model = job.modelId === undefined ? undefined : run.registry.get(job.modelId);
  if (job.state === 'done' && model?.stage === 'candidate') await run.alone(() => moveOn(run, model, job));
}

/**
 * What was made to follow the champion does so if it is not worse: on trial when policies ask for the purpose and no experiment
 * is running, otherwise as a shadow.
 */
async function moveOn({ ports, registry }: JobRun, model: RegisteredModel, { spec }: TrainingJob): Promise<void> {
  if (spec.intent !== 'challenge') return;
  const today = dayOfInstant(ports.clock.now());
  const isFree = ports.policies.running(LENDING_SLOT) === undefined;
  const credit = model.purpose === 'credit' ? model : registry.champion('credit');
  const fraud = model.purpose === 'fraud' ? model : registry.champion('fraud');
  const isLending = model.purpose === 'credit' || model.purpose === 'fraud';
  const isKnownAgainst = model.training.against !== undefined && !isWorse(model.training.against);
  if (isFree && isLending && isKnownAgainst && credit !== undefined) {
    await startTrial({ ports, registry, today, credit, fraud });
    return;
  }
  await watchOrRetire({ registry, today }, model, spec.why);
}
