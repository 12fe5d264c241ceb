import { TallyError } from '#base';
import type { Target, Task } from '../target.ts';
import { scalarTarget } from '../target.ts';

/** Outcomes that a network learns together: `weights` are 0 where an outcome is not known. */
export interface NetworkTask {
  readonly label: Float64Array;
  readonly weights: Float64Array;
}

/**
 * A binary target as one task, or the tasks of a target, checked and weighted.
 *
 * @throws TallyError `LEARN_TARGET_UNSUPPORTED`, `LEARN_SHAPE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_WEIGHT`.
 */
export function tasksOf(target: Target, rows: number, weights: Float64Array | undefined): NetworkTask[] {
  if (target.kind === 'binary') {
    const label = scalarTarget(target, rows, ['binary']).values;
    return [{ label, weights: weights ?? new Float64Array(rows).fill(1) }];
  }
  if (target.kind !== 'tasks') {
    throw new TallyError('LEARN_TARGET_UNSUPPORTED', `this estimator does not fit a ${target.kind} target`, {
      hint: 'it fits: binary, tasks',
      data: { target: target.kind, supported: ['binary', 'tasks'] },
    });
  }
  if (target.tasks.length === 0) {
    throw new TallyError('LEARN_SHAPE', 'the target has no tasks', { hint: 'give at least one task' });
  }
  return target.tasks.map((task) => checkedTask(task, rows, weights));
}

function checkedTask(task: Task, rows: number, weights: Float64Array | undefined): NetworkTask {
  const known = Int32Array.from(task.label.keys()).filter((row) => task.label[row] === task.label[row]);
  if (task.label.length !== rows || (task.weights !== undefined && task.weights.length !== rows)) {
    throw new TallyError('LEARN_SHAPE', `task "${task.name}" has ${task.label.length} labels for ${rows} rows`, {
      hint: 'give one label, and one weight if any, per row; NaN where the outcome is not known',
      data: { task: task.name },
    });
  }
  scalarTarget({ kind: 'binary', label: Float64Array.from(known, (row) => task.label[row] as number) }, known.length, [
    'binary',
  ]);
  const own = task.label.map((label, row) =>
    label === label ? (task.weights?.[row] ?? 1) * (weights?.[row] ?? 1) : 0,
  );
  if (own.every((weight) => weight >= 0 && weight < Infinity) && own.some((weight) => weight > 0)) {
    return { label: task.label, weights: own };
  }
  throw new TallyError('LEARN_WEIGHT', `the weights of task "${task.name}" are not usable`, {
    hint: 'weights are finite, not negative, and not all 0',
    data: { task: task.name },
  });
}
