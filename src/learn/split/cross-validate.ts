import { select, take, type Frame } from '#table';
import type { Estimator, FitOptions } from '../estimator.ts';
import type { IgnoredColumn } from '../feature.ts';
import { auc } from '../metric/auc.ts';
import { ks } from '../metric/ks.ts';
import { logLoss } from '../metric/log-loss.ts';
import { foldRows, type Folds } from './folds.ts';

/** The test result of one fold. */
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
  const scores = new Float64Array(input.frame.rows);
  const results: FoldResult[] = [];
  const ignored = new Map<string, IgnoredColumn>();
  for (let fold = 0; fold < input.folds.count; fold++) {
    const { train, test } = foldRows(input.folds, fold);
    const weights = input.weights && pick(input.weights, train);
    const target = { kind: 'binary', label: pick(input.label, train) } as const;
    const fitOptions = { ...options, ...(weights === undefined ? {} : { weights }) };
    const model = await estimator.fit(take(input.frame, train), target, fitOptions);
    for (const column of model.ignored) ignored.set(column.name, column);
    const needed = select(
      input.frame,
      model.features.map(({ name }) => name),
    );
    const predicted = model.predict(take(needed, test));
    test.forEach((row, i) => (scores[row] = predicted[i] as number));
    results.push(judge(pick(input.label, test), predicted, input.weights && pick(input.weights, test)));
  }
  const mean = (of: (result: FoldResult) => number): number =>
    results.reduce((sum, r) => sum + of(r), 0) / results.length;
  return {
    auc: mean((r) => r.auc),
    ks: mean((r) => r.ks),
    logloss: mean((r) => r.logloss),
    folds: results,
    ignored: [...ignored.values()],
    scores,
  };
}

function judge(labels: Float64Array, scores: Float64Array, weights: Float64Array | undefined): FoldResult {
  return {
    auc: auc(labels, scores, weights),
    ks: ks(labels, scores, weights).ks,
    logloss: logLoss(labels, scores, weights),
    rows: labels.length,
    bads: labels.reduce((sum, label) => sum + label, 0),
  };
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number);
}
