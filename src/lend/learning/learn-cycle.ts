import { instantOfDay, type Day } from '#base';
import { judge, type ExperimentState } from '#decide';
import { trainScore, type ModelPurpose, type ModelRegistry, type RegisteredModel } from '#scores';
import { LENDING_SLOT } from '../decide-application.ts';
import { modelPolicy, rulePolicy } from '../rule-policy.ts';
import type { LendPorts } from '../ports.ts';
import { experimentResults } from './experiment-value.ts';
import { CREDIT_LABEL, FRAUD_LABEL, creditLabels, fraudLabels, type Label } from './labels.ts';
import { trainingRows } from './training-rows.ts';

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
  /** Why nothing was trained, if so. */
  readonly note: string;
}

/**
 * One round of learning: judge the running experiment; when none runs, train on matured outcomes and, if the evidence
 * carries models, try a policy on them against the champion. Nothing but the experiment's rule promotes a policy.
 */
export async function runLearnCycle(cycle: LearnCycle): Promise<LearnReport> {
  const { ports, today } = cycle;
  const running = ports.policies.running(LENDING_SLOT);
  if (running !== undefined) return await judgeRunning(cycle, running.id);
  const credit = await train(cycle, 'credit');
  if (credit === undefined) return report({ note: 'evidence too thin: not enough matured loans with an outcome' });
  const fraud = await train(cycle, 'fraud');
  const challengerHash = await publishChallenger(cycle, credit, fraud);
  const championHash = ports.policies.champion(LENDING_SLOT) ?? '';
  const id = `exp-${ports.policies.experiments().length + 1}`;
  const experiment = {
    id,
    slot: LENDING_SLOT,
    championHash,
    challengerHash,
    share: 0.5,
    startedAt: instantOfDay(today),
  };
  await ports.policies.startExperiment(experiment);
  await setStages(cycle, [credit, fraud], 'challenger');
  return report({ trained: fraud === undefined ? [credit] : [credit, fraud], started: id });
}

function report(parts: Partial<LearnReport>): LearnReport {
  return { trained: [], started: undefined, judged: undefined, note: '', ...parts };
}

async function judgeRunning({ ports, registry, today }: LearnCycle, experimentId: string): Promise<LearnReport> {
  const results = await experimentResults(ports.db, ports.tenant, { experimentId, today });
  const judged = judge(results);
  const note = { at: instantOfDay(today), actor: 'experiment', why: `${experimentId}: ${judged.verdict}` };
  await ports.policies.recordVerdict(experimentId, judged, note);
  if (judged.verdict === 'evidence-too-thin') return report({ judged });
  for (const model of registry.list()) {
    if (model.stage === 'champion' && judged.verdict === 'promote') await registry.setStage(model.modelId, 'retired');
    if (model.stage === 'challenger')
      await registry.setStage(model.modelId, judged.verdict === 'promote' ? 'champion' : 'retired');
  }
  return report({ judged });
}

async function train(
  { ports, registry, seed, today }: LearnCycle,
  purpose: ModelPurpose,
): Promise<RegisteredModel | undefined> {
  const labels = await (purpose === 'credit' ? creditLabels : fraudLabels)(ports.db, ports.tenant, today);
  const factors = ports.factors.catalogue.names;
  const rows = await trainingRows(ports.decisions, factors, labels);
  const trained = await trainScore({ rows, use: () => true, seed, recent: rows.recent });
  if (trained === undefined) return undefined;
  return await registry.register({
    purpose,
    ...trained,
    createdAt: instantOfDay(today),
    training: {
      rows: labels.length,
      events: countEvents(labels),
      fromDay: 0,
      toDay: today,
      label: purpose === 'credit' ? CREDIT_LABEL : FRAUD_LABEL,
      seed,
      factorSchemaId: ports.factors.catalogue.schemaId,
    },
  });
}

function countEvents(labels: readonly Label[]): number {
  return labels.reduce((sum, { value }) => sum + value, 0);
}

async function publishChallenger(
  { ports, today }: LearnCycle,
  credit: RegisteredModel,
  fraud: RegisteredModel | undefined,
): Promise<string> {
  const version = 1 + ports.policies.list().filter(({ policy }) => policy.id !== rulePolicy.id).length;
  const policy = modelPolicy({
    version,
    creditModel: credit.modelId,
    fraudModel: fraud?.modelId,
    ...(version === 1 ? FIRST_CUTOFFS : LATER_CUTOFFS),
  });
  return await ports.policies.publish(policy, {
    at: instantOfDay(today),
    actor: 'learning',
    why: 'trained on matured loans',
  });
}

/**
 * Probability of default at which lending earns nothing: margin / (margin + loss), with about 7 % interest earned on a
 * good half-year loan and about 60 % of the principal lost on a bad one. A fraud costs the whole principal.
 */
const BREAK_EVEN = { creditCutoff: 0.1, fraudCutoff: 0.15 } as const;

/**
 * Models of a first, small sample are unsure near the break-even, so the first scored policy declines only what is
 * clearly a loss, and keeps the starting terms; later ones go to the break-even and price by risk.
 */
const FIRST_CUTOFFS = { creditCutoff: 0.2, fraudCutoff: 0.3, terms: 'starting' } as const;
const LATER_CUTOFFS = { ...BREAK_EVEN, terms: 'by-risk' } as const;

async function setStages(
  { registry }: LearnCycle,
  models: readonly (RegisteredModel | undefined)[],
  stage: 'challenger',
): Promise<void> {
  for (const model of models) if (model !== undefined) await registry.setStage(model.modelId, stage);
}
