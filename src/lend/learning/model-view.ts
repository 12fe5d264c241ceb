import { loadModel } from '#learn';
import { deployModel, scoresDecisions, type ModelRegistry, type RegisteredModel } from '#scores';
import type { LendPorts } from '../ports.ts';
import type { RowSource, RowSources } from './row-source.ts';
import type { DecidedRows } from './window-rows.ts';

/** How a model sees decided applications. */
export interface ModelView {
  /** Names of the vectors' values. */
  readonly factors: readonly string[];
  score(vector: Float64Array): number;
  /** The applications with the model's own vectors; a sample where these have to be read. */
  rowsOf(rows: DecidedRows): DecidedRows | Promise<DecidedRows>;
  /** Whether one outcome is certain long before the other. */
  readonly knowsEarly: boolean;
}

interface ViewPorts {
  readonly ports: Pick<LendPorts, 'factors'>;
  readonly registry: ModelRegistry;
  readonly sources?: RowSources | undefined;
}

/** Applications of a window whose vectors are read at most. */
const SAMPLED = 400;

/** The view of a model; undefined while the source of its rows cannot be read. The models of decisions are loaded already. */
export async function viewOf(
  model: RegisteredModel,
  { ports, registry, sources }: ViewPorts,
): Promise<ModelView | undefined> {
  const { modelId, hash, purpose } = model;
  if (scoresDecisions(model)) {
    const score = registry.deployed()[modelId]?.score ?? (() => NaN);
    return { factors: ports.factors.catalogue.names, score, rowsOf: (rows) => rows, knowsEarly: false };
  }
  const source = sources?.[purpose];
  if (source?.isReady() !== true) return undefined;
  const loaded = loadModel(await registry.document(modelId));
  const factors = loaded.features.map(({ name }) => name);
  const { score } = deployModel(loaded, hash, factors);
  return { factors, score, rowsOf: (rows) => sourcedOf(source, factors, rows), knowsEarly: true };
}

/** An even sample, read from the source. */
async function sourcedOf(source: RowSource, factors: readonly string[], rows: DecidedRows): Promise<DecidedRows> {
  const stride = Math.max(1, Math.ceil(rows.offsets.length / SAMPLED));
  const every = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % stride === 0);
  const [applicationIds, decidedAt, offsets] = [every(rows.applicationIds), every(rows.decidedAt), every(rows.offsets)];
  const asked = applicationIds.map((applicationId, i) => {
    return { applicationId, decidedAt: decidedAt[i] ?? 0, offset: offsets[i] ?? 0 };
  });
  return { applicationIds, decidedAt, offsets, vectors: [...(await source.read(asked, factors))] };
}
