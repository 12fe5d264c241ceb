import { instantOfDay, type Day } from '#base';
import type { ExperimentState } from '#decide';
import { isWorse, type ModelAlert, type ModelRegistry, type ModelStage, type RegisteredModel } from '#scores';
import { LENDING_SLOT } from '../decide-application.ts';
import type { LendPorts } from '../ports.ts';
import { judgeTrial } from './end-trial.ts';
import { monitorModels } from './monitor-models.ts';
import { retrainReason } from './retrain-reason.ts';
import { startTrial } from './start-trial.ts';
import { standardSpec, trainCandidate } from './train-candidate.ts';

export interface LearnCycle {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  readonly seed: number;
  readonly today: Day;
}

/** What a cycle did, for the log and the console. */
export interface LearnReport {
  readonly trained: readonly RegisteredModel[];
  readonly started: string | undefined;
  readonly judged: ExperimentState | undefined;
  /** Alerts that monitoring opened. */
  readonly alerts: readonly ModelAlert[];
  /** Why nothing was trained, if so. */
  readonly note: string;
}

/** Purposes that the lending policies ask. */
export const LENDING_PURPOSES = ['credit', 'fraud'] as const;

type LendingPurpose = (typeof LENDING_PURPOSES)[number];

/**
 * One round of learning: monitor what serves; judge the running experiment; when none runs, train on matured outcomes and, if
 * the evidence carries models that are not worse than the champions, try a policy on them. While one runs, a champion that
 * decays gets a shadow. Nothing but the experiment's rule promotes a policy.
 */
export async function runLearnCycle(cycle: LearnCycle): Promise<LearnReport> {
  const { ports, registry, today } = cycle;
  const alerts = await monitorModels({ ports, registry, at: instantOfDay(today) });
  const running = ports.policies.running(LENDING_SLOT);
  if (running === undefined) return { ...(await tryNewModels(cycle)), alerts };
  const judged = await judgeTrial(cycle, running.id);
  const trained = judged.verdict === 'evidence-too-thin' ? await trainShadows(cycle) : [];
  return report({ judged, trained, alerts });
}

function report(parts: Partial<LearnReport>): LearnReport {
  return { trained: [], started: undefined, judged: undefined, alerts: [], note: '', ...parts };
}

async function tryNewModels(cycle: LearnCycle): Promise<LearnReport> {
  const { registry } = cycle;
  const credit = await train(cycle, 'credit', 'no experiment is running');
  if (credit === undefined) return report({ note: 'evidence too thin: not enough matured loans with an outcome' });
  const made = await train(cycle, 'fraud', 'no experiment is running');
  const trained = made === undefined ? [credit] : [credit, made];
  for (const purpose of LENDING_PURPOSES) await retireShadows(cycle, purpose, 'a newer model goes on trial');
  if (isWorse(credit.training.against)) {
    await moveAll(cycle, trained, { to: 'retired', why: 'worse than the champion on the newest loans' });
    return report({ trained, note: `${credit.modelId} is worse than the champion: it is not tried` });
  }
  const isFraudWorse = made !== undefined && isWorse(made.training.against);
  if (isFraudWorse) await moveAll(cycle, [made], { to: 'retired', why: 'worse than the champion on the newest loans' });
  const fraud = isFraudWorse ? registry.champion('fraud') : made;
  const started = await startTrial({ ...cycle, credit, fraud });
  return report({ trained, started });
}

/** Shadows for champions that ask for a successor while an experiment keeps the slot busy. */
async function trainShadows(cycle: LearnCycle): Promise<RegisteredModel[]> {
  const trained: RegisteredModel[] = [];
  for (const purpose of LENDING_PURPOSES) {
    const why = await retrainReason(cycle, purpose);
    const model = why === undefined ? undefined : await train(cycle, purpose, why);
    if (model === undefined) continue;
    await watchOrRetire(cycle, model, `watched because of ${why}`);
    trained.push(model);
  }
  return trained;
}

function train(cycle: LearnCycle, purpose: LendingPurpose, why: string): Promise<RegisteredModel | undefined> {
  return trainCandidate(cycle, standardSpec(purpose, cycle.seed, why));
}

/** A model that is not worse than the champion is watched beside it, in place of earlier ones that were made for the same. */
export async function watchOrRetire(cycle: StageCycle, model: RegisteredModel, why: string): Promise<boolean> {
  if (isWorse(model.training.against)) {
    await moveAll(cycle, [model], { to: 'retired', why: 'worse than the champion on the newest loans' });
    return false;
  }
  await retireShadows(cycle, model.purpose, `${model.modelId} is watched instead`);
  await moveAll(cycle, [model], { to: 'shadow', why });
  return true;
}

/** Shadows that learning made to follow the champion; those that a person put there stay. */
async function retireShadows(cycle: StageCycle, purpose: string, why: string): Promise<void> {
  const shadows = cycle.registry.list({ purpose, stages: ['shadow'] });
  const own = shadows.filter(({ training }) => training.intent === 'challenge');
  await moveAll(cycle, own, { to: 'retired', why });
}

type StageCycle = Pick<LearnCycle, 'registry' | 'today'>;

async function moveAll(
  { registry, today }: StageCycle,
  models: readonly RegisteredModel[],
  { to, why }: { readonly to: ModelStage; readonly why: string },
): Promise<void> {
  for (const { modelId } of models) {
    await registry.move(modelId, to, { at: instantOfDay(today), actor: 'learning', why });
  }
}
