import { instantOfDay, must, type Day } from '#base';
import { monitoringBaseline, trainScore } from '#scores';
import type { ModelRegistry, Opponent, RegisteredModel, TrainingSpec } from '#scores';
import type { UnitPart } from '#store';
import type { LendPorts } from '../ports.ts';
import { labelDefinition, type Label } from './labels.ts';
import { trainingRows } from './training-rows.ts';

/** What a training needs besides its specification. */
export interface Training {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  /** Outcomes count when they are certain by this day. */
  readonly today: Day;
  /** When the model is made; the start of the day when left out. */
  readonly at?: number;
  readonly cancel?: AbortSignal;
  readonly progress?: (step: number, steps: number) => void;
  /** Rows to commit with the model. */
  readonly also?: (modelId: string) => UnitPart;
}

/** A training as the learning cycle asks for it. */
export function standardSpec(purpose: 'credit' | 'fraud', seed: number, why: string): TrainingSpec {
  const label = purpose === 'credit' ? 'default' : 'fraud';
  return { purpose, label, learner: 'gbdt', seed, intent: 'challenge', why };
}

/**
 * Trains a model on matured outcomes and registers it as a candidate, with its comparison with the champion of the day.
 *
 * @returns undefined when the evidence is too thin.
 */
export async function trainCandidate(training: Training, spec: TrainingSpec): Promise<RegisteredModel | undefined> {
  const { ports, registry, today } = training;
  const { purpose, seed } = spec;
  const definition = labelDefinition(spec.label);
  const fromDay = spec.windowDays === undefined ? undefined : today - spec.windowDays;
  const labels = await definition.read(ports.db, ports.tenant, { today, fromDay });
  const { names, schemaId } = ports.factors.catalogue;
  const rows = await trainingRows(ports.decisions, names, labels);
  const trained = await trainScore({
    rows,
    use: factorTest(spec.factors),
    seed,
    recent: rows.recent,
    learner: spec.learner,
    against: await opponent(registry, purpose, labels),
    progress: ({ step, steps }) => training.progress?.(step, steps),
    ...(spec.settings === undefined ? {} : { settings: spec.settings }),
    ...(training.cancel === undefined ? {} : { cancel: training.cancel }),
  });
  if (trained === undefined) return undefined;
  training.cancel?.throwIfAborted();
  const { model, report, against } = trained;
  return await registry.register({
    purpose,
    model,
    report,
    createdAt: training.at ?? instantOfDay(today),
    baseline: monitoringBaseline(model, names, rows.reference),
    ...(training.also === undefined ? {} : { also: training.also }),
    training: {
      rows: labels.length,
      events: labels.reduce((sum, { value }) => sum + value, 0),
      fromDay: labels[0]?.knownDay ?? today,
      toDay: today,
      label: definition.text,
      labelName: definition.name,
      intent: spec.intent,
      learner: spec.learner,
      seed,
      factorSchemaId: schemaId,
      ...(against === undefined ? {} : { against }),
    },
  });
}

/** The champion, which saw what was certain when it was trained. */
async function opponent(
  registry: ModelRegistry,
  purpose: string,
  labels: readonly Label[],
): Promise<Opponent | undefined> {
  const champion = registry.champion(purpose);
  if (champion === undefined) return undefined;
  const { modelId, training } = champion;
  await registry.load([modelId]);
  const program = must(registry.deployed()[modelId], `model ${modelId}`);
  return {
    modelId,
    score: (values) => program.score(values),
    isUnseen: (row) => (labels[row]?.knownDay ?? 0) > training.toDay,
  };
}

/** Factors by name, or groups such as `bureau.*`. */
function factorTest(wanted: readonly string[] | undefined): (factor: string) => boolean {
  if (wanted === undefined) return () => true;
  const names = new Set(wanted);
  const groups = wanted.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (factor) => names.has(factor) || groups.some((group) => factor.startsWith(group));
}
