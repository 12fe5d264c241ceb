import { TallyError } from '#base';
import { aucDifference, auc, jobFrame, modelReport, trainInWorker } from '#learn';
import type { FitProgress, JobColumn, Model, ModelReport } from '#learn';
import type { Frame } from '#table';
import type { AgainstChampion } from './registered-model.ts';

/** Rows of factor vectors with known outcomes, in the order of time. */
export interface TrainingRows {
  readonly factors: readonly string[];
  /** One vector a row, in the order of `factors`. */
  readonly vectors: readonly Float64Array[];
  /** 1 = the event (default, fraud). */
  readonly labels: Float64Array;
  /**
   * The day of each row and that on which its outcome was certain. With them the judged model learns only from what was known before the
   * first row that it is judged by, while that leaves events enough.
   */
  readonly days?: undefined | { readonly of: Float64Array; readonly known: Float64Array };
}

export interface TrainScoreOptions {
  readonly rows: TrainingRows;
  /** Factors that the model may use. */
  readonly use: (factor: string) => boolean;
  /** Narrows them by what the rows say that the judged model learns from. */
  readonly choose?: (rows: TrainingRows) => ReadonlySet<string> | Promise<ReadonlySet<string>>;
  readonly seed: number;
  /** Vectors of the latest applications, for drift. */
  readonly recent?: readonly Float64Array[];
  /** Learner; boosted trees when left out. */
  readonly learner?: string;
  /** Its settings; chosen by the number of events when left out (boosted trees). */
  readonly settings?: object;
  /** The model to be compared with. */
  readonly against?: Opponent | undefined;
  readonly cancel?: AbortSignal;
  /** Told of both fits as one. */
  readonly progress?: (progress: FitProgress) => void;
}

/** A model that the new one is compared with on rows that neither has seen. */
export interface Opponent {
  readonly modelId: string;
  score(values: Float64Array): number;
  /** Whether the opponent was made without this row. */
  isUnseen(row: number): boolean;
}

export interface TrainedScore {
  readonly model: Model;
  /** Measured on the newest third, by a model that saw only the older rows. */
  readonly report: ModelReport;
  /** Whether that model learned only from what was known before the first row that it was judged by. */
  readonly isKnownBefore: boolean;
  /** How the judged model fared against the opponent; undefined with too few rows that the opponent has not seen. */
  readonly against: AgainstChampion | undefined;
}

const TEST_SHARE = 0.33;

/** Fewest events in the older rows and in the newest third: with fewer, a model would be noise. */
export const MINIMUM_EVENTS = { train: 40, test: 15 } as const;

/**
 * Trains a boosted model the honest way: judged out of time on the newest third, then fitted again on all rows.
 *
 * @returns undefined when the evidence is too thin.
 */
export async function trainScore(asked: TrainScoreOptions): Promise<TrainedScore | undefined> {
  const { rows, recent } = asked;
  const count = rows.vectors.length;
  if (rows.labels.length !== count) {
    throw new TallyError('SCORES_ROWS', `${count} vectors came with ${rows.labels.length} labels`, { status: 500 });
  }
  const cut = Math.floor(count * (1 - TEST_SHARE));
  const known = knownBefore(rows, cut);
  const isKnownBefore = rows.days !== undefined && events(known.labels) >= MINIMUM_EVENTS.train;
  const older = isKnownBefore ? known : knownBefore({ ...rows, days: undefined }, cut);
  const newer = rows.labels.slice(cut);
  if (events(older.labels) < MINIMUM_EVENTS.train || events(newer) < MINIMUM_EVENTS.test) return undefined;
  const chosen = await asked.choose?.(older);
  const options = { ...asked, use: (name: string) => asked.use(name) && chosen?.has(name) !== false };
  const judged = await fit(options, { vectors: older.vectors, target: older.labels, part: 0 });
  const frame = (vectors: readonly Float64Array[]): Frame =>
    jobFrame({ columns: columnsOf(rows.factors, vectors, options.use), target: new Float64Array(vectors.length) });
  const test = frame(rows.vectors.slice(cut));
  const report = modelReport(judged, {
    test,
    train: frame(older.vectors),
    ...(recent === undefined || recent.length === 0 ? {} : { recent: frame(recent) }),
    label: newer,
  });
  const against = compare(options, judged.predict(test), cut);
  return {
    model: await fit(options, { vectors: rows.vectors, target: rows.labels, part: 1 }),
    report,
    isKnownBefore,
    against,
  };
}

/** The rows before the cut whose outcome was certain before the first row behind it came. */
function knownBefore({ factors, vectors, labels, days }: TrainingRows, cut: number): TrainingRows {
  const first = days?.of[cut] ?? Infinity;
  const kept = Array.from({ length: cut }, (_, i) => i).filter(
    (i) => days === undefined || (days.known[i] ?? 0) < first,
  );
  return {
    factors,
    vectors: kept.flatMap((i) => vectors[i] ?? []),
    labels: Float64Array.from(kept, (i) => labels[i] ?? NaN),
  };
}

interface Fit {
  readonly vectors: readonly Float64Array[];
  readonly target: Float64Array;
  /** First or second fit, for progress. */
  readonly part: 0 | 1;
}

/** The same settings for both fits: those that fit the number of all events. */
function fit(options: TrainScoreOptions, { vectors, target, part }: Fit): Promise<Model> {
  const { rows, seed, learner = 'gbdt', use, cancel, progress } = options;
  const settings = options.settings ?? (learner === 'gbdt' ? settingsFor(events(rows.labels)) : {});
  return trainInWorker(
    { kind: learner, settings, seed, columns: columnsOf(rows.factors, vectors, use), target },
    {
      ...(cancel === undefined ? {} : { cancel }),
      progress: ({ step, steps }) => progress?.({ step: part * steps + step, steps: 2 * steps }),
    },
  );
}

/** Both models on the newest rows that neither has seen, paired. */
function compare({ rows, against }: TrainScoreOptions, scores: Float64Array, cut: number): AgainstChampion | undefined {
  if (against === undefined) return undefined;
  const unseen = [...scores.keys()].filter((i) => against.isUnseen(cut + i));
  const labels = Float64Array.from(unseen, (i) => rows.labels[cut + i] ?? NaN);
  if (events(labels) < MINIMUM_EVENTS.test || unseen.length - events(labels) < MINIMUM_EVENTS.test) return undefined;
  const ours = Float64Array.from(unseen, (i) => scores[i] ?? NaN);
  const theirs = Float64Array.from(unseen, (i) => against.score(rows.vectors[cut + i] ?? new Float64Array()));
  const { value: difference, low, high } = aucDifference(labels, ours, theirs);
  return {
    modelId: against.modelId,
    rows: unseen.length,
    events: events(labels),
    auc: auc(labels, ours),
    championAuc: auc(labels, theirs),
    difference,
    low,
    high,
  };
}

/** Significantly worse: the whole 95 % interval of the difference lies below 0. Without a comparison nothing is known. */
export function isWorse(against: AgainstChampion | undefined): boolean {
  return against !== undefined && against.high < 0;
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
