import { TallyError } from '#base';

/** Default or not: labels 0 and 1, one per row. */
export interface BinaryTarget {
  readonly kind: 'binary';
  readonly label: Float64Array;
}

/** A real number per row. */
export interface RealTarget {
  readonly kind: 'real';
  readonly value: Float64Array;
}

/** One of `classes` classes, numbered from 0. */
export interface MulticlassTarget {
  readonly kind: 'multiclass';
  readonly label: Int32Array;
  readonly classes: number;
}

/** A relevance grade per row; `groups` of the options say which rows compete. */
export interface RankingTarget {
  readonly kind: 'ranking';
  readonly relevance: Float64Array;
}

/** Rows observed from `entry` to `time`; `cause` 0 = censored, 1, 2 ... = which event ended it. */
export interface SurvivalTarget {
  readonly kind: 'survival';
  readonly entry: Float64Array;
  readonly time: Float64Array;
  readonly cause: Int32Array;
}

/** One yes-or-no outcome of several. */
export interface Task {
  readonly name: string;
  /** 0, 1, or NaN where the outcome is not known. */
  readonly label: Float64Array;
  /** Weight per row, such as one over the chance of having been selected. Default 1. */
  readonly weights?: Float64Array;
}

/** Several outcomes of the same rows, learnt together: approved, disbursed, overdue. */
export interface TasksTarget {
  readonly kind: 'tasks';
  readonly tasks: readonly Task[];
}

/** What a model learns to predict. */
export type Target = BinaryTarget | RealTarget | MulticlassTarget | RankingTarget | SurvivalTarget | TasksTarget;

/** The targets that the present estimators fit, as one array of numbers. */
export interface ScalarTarget {
  readonly kind: 'binary' | 'real';
  readonly values: Float64Array;
}

/**
 * The target as one number per row, checked.
 *
 * @throws TallyError `LEARN_TARGET_UNSUPPORTED`, `LEARN_SHAPE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`.
 */
export function scalarTarget(target: Target, rows: number, supported: readonly ScalarTarget['kind'][]): ScalarTarget {
  const kind = supported.find((name) => name === target.kind);
  if (kind === undefined) {
    throw new TallyError('LEARN_TARGET_UNSUPPORTED', `this estimator does not fit a ${target.kind} target`, {
      hint: `it fits: ${supported.join(', ')}`,
      data: { target: target.kind, supported },
    });
  }
  const values = target.kind === 'binary' ? target.label : (target as RealTarget).value;
  if (values.length !== rows) {
    throw new TallyError('LEARN_SHAPE', `the target has ${values.length} values for ${rows} rows`, {
      hint: 'give one value per row',
    });
  }
  if (kind === 'binary') checkLabels(values);
  else checkFinite(values);
  return { kind, values };
}

function checkLabels(labels: Float64Array): void {
  let positives = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    if (label !== 0 && label !== 1) {
      throw new TallyError('LEARN_LABEL_VALUE', `the label of row ${row} is ${label}, not 0 or 1`, {
        hint: 'drop rows without an outcome, and code the event as 1',
        data: { row, label },
      });
    }
    positives += label;
  }
  if (positives > 0 && positives < labels.length) return;
  throw new TallyError('LEARN_ONE_CLASS', `all ${labels.length} rows have the label ${positives > 0 ? 1 : 0}`, {
    hint: 'a classifier needs rows of both outcomes',
    data: { rows: labels.length, positives },
  });
}

function checkFinite(values: Float64Array): void {
  const row = values.findIndex((value) => !Number.isFinite(value));
  if (row === -1 && values.length > 0) return;
  throw new TallyError('LEARN_LABEL_VALUE', `the target of row ${row} is ${values[row]}`, {
    hint: 'drop rows without an outcome',
    data: { row },
  });
}

/** The numbers of a target that stand for it in the fingerprint: of survival its times, of tasks the first one. */
export function targetValues(target: Target): Float64Array {
  switch (target.kind) {
    case 'binary':
      return target.label;
    case 'real':
      return target.value;
    case 'multiclass':
      return Float64Array.from(target.label);
    case 'ranking':
      return target.relevance;
    case 'survival':
      return target.time;
    default:
      return target.tasks[0]?.label ?? new Float64Array();
  }
}
