import { TallyError } from '#base';
import { scalarTarget, type Target } from '../target.ts';
import type { Objective, ObjectiveData } from './objective.ts';
import { lambdaRankObjective } from './objectives/lambdarank.ts';
import { logisticObjective } from './objectives/logistic.ts';
import { multiclassObjective } from './objectives/multiclass.ts';
import { realObjective, type RealLossSettings } from './objectives/real.ts';
import { tasksObjective } from './objectives/tasks.ts';

/** The objective of a target by the loss that fits it. Throws the errors listed at `Estimator.fit`. */
export function bindObjective(
  target: Target,
  data: ObjectiveData & { rows: number },
  loss: RealLossSettings,
): Objective {
  const { rows } = data;
  switch (target.kind) {
    case 'binary':
      return logisticObjective(scalarTarget(target, rows, ['binary']).values, data);
    case 'real':
      return realObjective(scalarTarget(target, rows, ['real']).values, data, loss);
    case 'multiclass':
      checkRows(target.label.length, rows);
      return multiclassObjective(target, data);
    case 'ranking':
      checkRows(target.relevance.length, rows);
      return lambdaRankObjective(target, data.groups);
    case 'tasks':
      for (const { label } of target.tasks) checkRows(label.length, rows);
      return tasksObjective(target, data);
    default:
      throw new TallyError('LEARN_TARGET_UNSUPPORTED', `this estimator does not fit a ${target.kind} target`, {
        hint: 'use gbst for survival times',
        data: { target: target.kind },
      });
  }
}

function checkRows(values: number, rows: number): void {
  if (values === rows) return;
  throw new TallyError('LEARN_SHAPE', `the target has ${values} values for ${rows} rows`, {
    hint: 'give one value per row',
  });
}
