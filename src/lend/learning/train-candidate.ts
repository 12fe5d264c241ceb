import { instantOfDay, must, type Day } from '#base';
import { loadModel, type Model } from '#learn';
import { deployModel, monitoringBaseline, scoresDecisions, trainScore } from '#scores';
import type { ModelRegistry, MonitoringBaseline, Opponent, RegisteredModel, TrainingRows, TrainingSpec } from '#scores';
import type { UnitPart } from '#store';
import type { LendPorts } from '../ports.ts';
import { labelDefinition, type Label } from './labels.ts';
import type { RowsAsked, RowSource, RowSources } from './row-source.ts';
import { trainingRows } from './training-rows.ts';

/** What a training needs besides its specification. */
export interface Training {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  /** Purposes whose rows are no factor vectors of decisions. */
  readonly sources?: RowSources | undefined;
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
  const known = await definition.read(ports.db, ports.tenant, { today, fromDay });
  const source = training.sources?.[purpose];
  const { labels, rows, schemaId, choose, recent, baseline } = await (source === undefined
    ? decidedRows(ports, known)
    : sourcedRows(source, { labels: known, decisions: ports.decisions, cancel: training.cancel }));
  const trained = await trainScore({
    rows,
    use: factorTest(spec.factors),
    seed,
    learner: spec.learner,
    against: await opponent(registry, { purpose, labels, factors: rows.factors }),
    ...(choose === undefined ? {} : { choose }),
    ...(recent === undefined ? {} : { recent }),
    progress: ({ step, steps }) => training.progress?.(step, steps),
    ...(spec.settings === undefined ? {} : { settings: spec.settings }),
    ...(training.cancel === undefined ? {} : { cancel: training.cancel }),
  });
  if (trained === undefined) return undefined;
  training.cancel?.throwIfAborted();
  const { model, report, against, isKnownBefore } = trained;
  return await registry.register({
    purpose,
    model,
    report,
    createdAt: training.at ?? instantOfDay(today),
    baseline: await baseline(model),
    ...(training.also === undefined ? {} : { also: training.also }),
    training: {
      rows: labels.length,
      events: labels.reduce((sum, { value }) => sum + value, 0),
      fromDay: labels.reduce((first, { knownDay }) => Math.min(first, knownDay), today),
      toDay: today,
      label: isKnownBefore ? `${definition.text}; judged by a model of what was known before` : definition.text,
      labelName: definition.name,
      intent: spec.intent,
      learner: spec.learner,
      seed,
      factorSchemaId: schemaId,
      ...(source === undefined ? {} : { rowsFrom: source.name }),
      ...(against === undefined ? {} : { against }),
    },
  });
}

/** What a model is made from. */
interface Evidence {
  readonly labels: readonly Label[];
  readonly rows: TrainingRows;
  readonly schemaId: string;
  readonly choose?: RowSource['choose'];
  readonly recent?: readonly Float64Array[];
  readonly baseline: (model: Model) => MonitoringBaseline | Promise<MonitoringBaseline>;
}

/** Factor vectors as they were recorded with the decisions. */
async function decidedRows({ factors, decisions }: LendPorts, labels: readonly Label[]): Promise<Evidence> {
  const { names, schemaId } = factors.catalogue;
  const rows = await trainingRows(decisions, names, labels);
  const baseline = (model: Model): MonitoringBaseline => monitoringBaseline(model, names, rows.reference);
  return { labels, rows, schemaId, recent: rows.recent, baseline };
}

async function sourcedRows(source: RowSource, asked: RowsAsked): Promise<Evidence> {
  const rows = await source.rows(asked);
  const baseline = async (model: Model): Promise<MonitoringBaseline> => {
    const names = model.features.map(({ name }) => name);
    return monitoringBaseline(model, names, await source.read(rows.reference, names));
  };
  const { schemaId } = source;
  return { labels: rows.sampled, rows, schemaId, choose: (learned) => source.choose(learned), baseline };
}

interface OpponentQuery {
  readonly purpose: string;
  readonly labels: readonly Label[];
  readonly factors: readonly string[];
}

/** The champion, which saw what was certain when it was trained. */
async function opponent(
  registry: ModelRegistry,
  { purpose, labels, factors }: OpponentQuery,
): Promise<Opponent | undefined> {
  const champion = registry.champion(purpose);
  if (champion === undefined) return undefined;
  const { modelId, training } = champion;
  if (scoresDecisions(champion)) await registry.load([modelId]);
  const program = scoresDecisions(champion)
    ? must(registry.deployed()[modelId], `model ${modelId}`)
    : deployModel(loadModel(await registry.document(modelId)), champion.hash, factors);
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
