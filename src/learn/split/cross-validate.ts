import { select, take, type Frame } from '#table';
import type { Estimator, FitOptions } from '../estimator.ts';
import type { IgnoredColumn } from '../feature.ts';
import type { Target } from '../target.ts';
import { pickRows, takeTarget } from '../target-rows.ts';
import { foldRows, type Folds } from './folds.ts';
import { judgeModel, type Metrics } from './judge.ts';

/** The test result of one fold of a binary target. */
export interface FoldResult {
  readonly auc: number;
  readonly ks: number;
  readonly logloss: number;
  readonly rows: number;
  readonly bads: number;
}

/** Means over folds, each fold, and the out-of-fold score of every row. */
export interface CrossValidation {
  readonly auc: number;
  readonly ks: number;
  readonly logloss: number;
  readonly folds: readonly FoldResult[];
  /** Columns without information in at least one training part. */
  readonly ignored: readonly IgnoredColumn[];
  /** NaN where a row was only learnt from. */
  readonly scores: Float64Array;
}

export interface CrossValidationInput {
  readonly frame: Frame;
  readonly label: Float64Array;
  readonly folds: Folds;
  readonly weights?: Float64Array;
}

/** Fits on all folds but one, scores that one, in turn; AUC, KS and log-loss are means over folds. */
export async function crossValidate(
  estimator: Estimator,
  input: CrossValidationInput,
  options: Omit<FitOptions, 'weights' | 'valid'> = {},
): Promise<CrossValidation> {
  const { label, ...rest } = input;
  const { folds, mean, ignored, scores } = await crossValidateTarget(
    estimator,
    { ...rest, target: { kind: 'binary', label } },
    options,
  );
  const of = (metrics: Metrics, name: string): number => metrics[name] as number;
  const numbers = (metrics: Metrics) => ({
    auc: of(metrics, 'auc'),
    ks: of(metrics, 'ks'),
    logloss: of(metrics, 'logloss'),
  });
  return {
    ...numbers(mean),
    folds: folds.map(({ metrics, test }) => {
      const bads = pickRows(label, test).reduce((sum, value) => sum + value, 0);
      return { ...numbers(metrics), rows: test.length, bads };
    }),
    ignored,
    scores,
  };
}

/** Rows with any target, to be validated by folds. */
export interface ValidationInput {
  readonly frame: Frame;
  readonly target: Target;
  readonly folds: Folds;
  readonly weights?: Float64Array | undefined;
  readonly groups?: Int32Array | undefined;
}

/** What came of one fold. */
export interface TargetFold {
  readonly metrics: Metrics;
  readonly test: Int32Array;
}

export interface TargetValidation {
  readonly mean: Metrics;
  readonly folds: readonly TargetFold[];
  readonly ignored: readonly IgnoredColumn[];
  /** The first output of each row's model, NaN where a row was only learnt from. */
  readonly scores: Float64Array;
}

/** Fits on all folds but one (with forward folds: on those before it), judges that one, in turn, by any target's metrics. */
export async function crossValidateTarget(
  estimator: Estimator,
  { frame, target, folds, weights, groups }: ValidationInput,
  options: Omit<FitOptions, 'weights' | 'groups' | 'valid'> = {},
): Promise<TargetValidation> {
  const scores = new Float64Array(frame.rows).fill(NaN);
  const results: TargetFold[] = [];
  const ignored = new Map<string, IgnoredColumn>();
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, test } = foldRows(folds, fold);
    const part = (rows: Int32Array) => ({
      ...(weights === undefined ? {} : { weights: pickRows(weights, rows) }),
      ...(groups === undefined ? {} : { groups: rows.map((row) => groups[row] as number) }),
    });
    const trained = takeTarget(target, train);
    const model = await estimator.fit(take(frame, train), trained, { ...options, ...part(train) });
    for (const column of model.ignored) ignored.set(column.name, column);
    const needed = select(
      frame,
      model.features.map(({ name }) => name),
    );
    const judged = take(needed, test);
    const first = model.predict(judged);
    test.forEach((row, i) => (scores[row] = first[i] as number));
    const rows = { frame: judged, target: takeTarget(target, test), trained, ...part(test) };
    results.push({ metrics: judgeModel(model, rows), test });
  }
  return { mean: meanOf(results), folds: results, ignored: [...ignored.values()], scores };
}

function meanOf(results: readonly TargetFold[]): Metrics {
  const names = Object.keys(results[0]?.metrics ?? {});
  const mean = (name: string): number =>
    results.reduce((sum, { metrics }) => sum + (metrics[name] as number), 0) / results.length;
  return Object.fromEntries(names.map((name) => [name, mean(name)]));
}
