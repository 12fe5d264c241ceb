import type { SurvivalTarget, Target } from './target.ts';

/** The values of the given rows. */
export function pickRows(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number);
}

/** The target of the given rows. */
export function takeTarget<T extends Target>(target: T, rows: Int32Array): T;
export function takeTarget(target: Target, rows: Int32Array): Target {
  const integers = (values: Int32Array): Int32Array => rows.map((row) => values[row] as number);
  switch (target.kind) {
    case 'binary':
      return { ...target, label: pickRows(target.label, rows) };
    case 'real':
      return { ...target, value: pickRows(target.value, rows) };
    case 'multiclass':
      return { ...target, label: integers(target.label) };
    case 'ranking':
      return { ...target, relevance: pickRows(target.relevance, rows) };
    case 'survival':
      return takeSurvival(target, rows);
    default:
      return {
        ...target,
        tasks: target.tasks.map((task) => ({
          ...task,
          label: pickRows(task.label, rows),
          ...(task.weights === undefined ? {} : { weights: pickRows(task.weights, rows) }),
        })),
      };
  }
}

function takeSurvival(target: SurvivalTarget, rows: Int32Array): SurvivalTarget {
  return {
    kind: 'survival',
    entry: pickRows(target.entry, rows),
    time: pickRows(target.time, rows),
    cause: rows.map((row) => target.cause[row] as number),
  };
}
