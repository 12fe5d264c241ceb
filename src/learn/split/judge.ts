import { TallyError, log } from '#base';
import type { Frame } from '#table';
import type { Model } from '../estimator.ts';
import { judgeSurvival } from '../gbst/judge-curves.ts';
import { auc } from '../metric/auc.ts';
import { brier } from '../metric/brier.ts';
import { ks } from '../metric/ks.ts';
import { logLoss } from '../metric/log-loss.ts';
import { ndcg } from '../metric/ndcg.ts';
import type { Target } from '../target.ts';

/** Rows a model is judged on, and what is known of them. */
export interface JudgedRows {
  readonly frame: Frame;
  readonly target: Target;
  readonly weights?: Float64Array | undefined;
  readonly groups?: Int32Array | undefined;
  /** Training target: censoring is estimated on it. */
  readonly trained?: Target | undefined;
}

/** Names of the metrics of a target with their values. */
export type Metrics = Readonly<Record<string, number>>;

/** Judges a model by the metrics that suit its target. */
export function judgeModel(model: Model, rows: JudgedRows): Metrics {
  const { frame, target, weights } = rows;
  if (target.kind === 'survival') {
    const censoring = rows.trained?.kind === 'survival' ? rows.trained : target;
    const { cIndex, nll, brier: mean } = judgeSurvival(model, frame, { target, censoring });
    return { cindex: cIndex, ...(nll === undefined ? {} : { nll }), brier: mean };
  }
  const scores = model.predict(frame);
  switch (target.kind) {
    case 'binary':
      return binaryMetrics(target.label, scores, weights);
    case 'real':
      return realMetrics(target.value, scores);
    case 'multiclass':
      return classMetrics(target.label, scores, frame.rows);
    case 'ranking':
      return rankMetrics(target.relevance, scores, rows.groups);
    default:
      return Object.fromEntries(
        target.tasks.flatMap(({ name, label }, task) => {
          const known = Int32Array.from(label.keys()).filter((row) => label[row] === label[row]);
          const own = Float64Array.from(known, (row) => label[row] as number);
          const scored = Float64Array.from(known, (row) => scores[task * frame.rows + row] as number);
          return [[`auc_${name}`, auc(own, scored)]];
        }),
      );
  }
}

function binaryMetrics(label: Float64Array, scores: Float64Array, weights: Float64Array | undefined): Metrics {
  return {
    auc: auc(label, scores, weights),
    ks: ks(label, scores, weights).ks,
    logloss: logLoss(label, scores, weights),
    brier: brier(label, scores, weights),
  };
}

function realMetrics(value: Float64Array, scores: Float64Array): Metrics {
  const rows = value.length;
  const mean = value.reduce((sum, v) => sum + v, 0) / rows;
  let [squares, absolute, total] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const error = (value[row] as number) - (scores[row] as number);
    squares += error * error;
    absolute += Math.abs(error);
    total += ((value[row] as number) - mean) ** 2;
  }
  return { rmse: Math.sqrt(squares / rows), mae: absolute / rows, r2: 1 - squares / total };
}

function classMetrics(label: Int32Array, scores: Float64Array, rows: number): Metrics {
  const classes = scores.length / rows;
  let [loss, wrong] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const own = scores[(label[row] as number) * rows + row] as number;
    loss -= log(Math.max(own, 1e-15));
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((scores[k * rows + row] as number) > (scores[best * rows + row] as number)) best = k;
    }
    if (best !== label[row]) wrong++;
  }
  return { logloss: loss / rows, error: wrong / rows };
}

function rankMetrics(relevance: Float64Array, scores: Float64Array, groups: Int32Array | undefined): Metrics {
  if (groups === undefined) {
    throw new TallyError('LEARN_SHAPE', 'a ranking is judged by its groups', { hint: 'give the group of every row' });
  }
  const at = [1, 3, 5, 10];
  return Object.fromEntries(at.map((k) => [`ndcg${k}`, ndcg(relevance, scores, { groups, k })]));
}
