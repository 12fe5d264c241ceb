import { logit, sigmoid } from '#base';
import { logLoss } from '../../metric/log-loss.ts';
import type { TasksTarget } from '../../target.ts';
import type { Objective, ObjectiveData } from '../objective.ts';

/**
 * Several yes-or-no outcomes of the same rows, learnt by shared trees with a value per task in each leaf. A row whose
 * outcome of a task is not known (NaN: a rejected applicant never became overdue) says nothing about that task, but
 * shapes the trees by the others.
 */
export function tasksObjective({ tasks }: TasksTarget, { weights }: ObjectiveData): Objective {
  const outputs = tasks.length;
  const weightOf = (task: number, row: number): number => {
    const label = tasks[task]?.label[row] as number;
    if (label !== label) return 0;
    const own = tasks[task]?.weights;
    return (own === undefined ? 1 : (own[row] as number)) * (weights === undefined ? 1 : (weights[row] as number));
  };
  const known = tasks.map(({ label }, task) => {
    const rows = Int32Array.from(label.keys()).filter((row) => label[row] === label[row]);
    return {
      label: Float64Array.from(rows, (row) => label[row] as number),
      rows,
      weights: Float64Array.from(rows, (row) => weightOf(task, row)),
    };
  });
  return {
    outputs,
    link: 'logistic',
    start: Float64Array.from(known, ({ label, weights: own }) => {
      const total = own.reduce((sum, weight) => sum + weight, 0);
      return logit(own.reduce((sum, weight, i) => sum + weight * (label[i] as number), 0) / total);
    }),
    gradients: ({ margins, gradients }) => {
      gradients.fill(0);
      known.forEach(({ label, rows, weights: own }, task) => {
        for (let i = 0; i < rows.length; i++) {
          const at = (rows[i] as number) * outputs + task;
          const p = sigmoid(margins[at] as number);
          const weight = own[i] as number;
          gradients[2 * at] = (p - (label[i] as number)) * weight;
          gradients[2 * at + 1] = Math.max(p * (1 - p), 1e-16) * weight;
        }
      });
    },
    loss: (margins) => {
      const losses = known.map(({ label, rows, weights: own }, task) =>
        logLoss(
          label,
          Float64Array.from(rows, (row) => sigmoid(margins[row * outputs + task] as number)),
          own,
        ),
      );
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    },
  };
}
