import { TallyError } from '#base';
import { jobFrame, modelReport, trainInWorker, type JobColumn, type Model, type ModelReport } from '#learn';
import type { Frame } from '#table';

/** Rows of factor vectors with known outcomes, in the order of time. */
export interface TrainingRows {
  readonly factors: readonly string[];
  /** One vector a row, in the order of `factors`. */
  readonly vectors: readonly Float64Array[];
  /** 1 = the event (default, fraud). */
  readonly labels: Float64Array;
}

export interface TrainScoreOptions {
  readonly rows: TrainingRows;
  /** Factors that the model may use. */
  readonly use: (factor: string) => boolean;
  readonly seed: number;
  /** Vectors of the latest applications, for drift. */
  readonly recent?: readonly Float64Array[];
}

export interface TrainedScore {
  readonly model: Model;
  /** Measured on the newest third, by a model that saw only the older rows. */
  readonly report: ModelReport;
}

const TEST_SHARE = 0.33;

/** Fewest events in the older rows and in the newest third: with fewer, a model would be noise. */
export const MINIMUM_EVENTS = { train: 40, test: 15 } as const;

/**
 * Trains a boosted model the honest way: judged out of time on the newest third, then fitted again on all rows.
 *
 * @returns undefined when the evidence is too thin.
 */
export async function trainScore(options: TrainScoreOptions): Promise<TrainedScore | undefined> {
  const { rows, seed, recent } = options;
  const count = rows.vectors.length;
  if (rows.labels.length !== count) {
    throw new TallyError('SCORES_ROWS', `${count} vectors came with ${rows.labels.length} labels`, { status: 500 });
  }
  const cut = Math.floor(count * (1 - TEST_SHARE));
  const [older, newer] = [rows.labels.slice(0, cut), rows.labels.slice(cut)];
  if (events(older) < MINIMUM_EVENTS.train || events(newer) < MINIMUM_EVENTS.test) return undefined;
  const columns = (vectors: readonly Float64Array[]): JobColumn[] => columnsOf(rows.factors, vectors, options.use);
  const settings = settingsFor(events(rows.labels));
  const fit = (vectors: readonly Float64Array[], target: Float64Array): Promise<Model> =>
    trainInWorker({ kind: 'gbdt', settings, seed, columns: columns(vectors), target });
  const judged = await fit(rows.vectors.slice(0, cut), older);
  const frame = (vectors: readonly Float64Array[]): Frame =>
    jobFrame({ columns: columns(vectors), target: new Float64Array(vectors.length) });
  const report = modelReport(judged, {
    test: frame(rows.vectors.slice(cut)),
    train: frame(rows.vectors.slice(0, cut)),
    ...(recent === undefined || recent.length === 0 ? {} : { recent: frame(recent) }),
    label: newer,
  });
  return { model: await fit(rows.vectors, rows.labels), report };
}

/** Few events want shallow trees and slow steps, or the model learns the noise. */
function settingsFor(eventCount: number): object {
  if (eventCount < 500) return { trees: 150, maxDepth: 2, minChildWeight: 5, rowSample: 0.7, featureSample: 0.5 };
  return { trees: 300, maxDepth: 3, minChildWeight: 5, rowSample: 0.8, featureSample: 0.5 };
}

function columnsOf(
  factors: readonly string[],
  vectors: readonly Float64Array[],
  use: (factor: string) => boolean,
): JobColumn[] {
  return factors.flatMap((name, i) =>
    use(name) ? [{ name, values: Float64Array.from(vectors, (vector) => vector[i] ?? NaN) }] : [],
  );
}

function events(labels: Float64Array): number {
  return labels.reduce((sum, label) => sum + label, 0);
}
