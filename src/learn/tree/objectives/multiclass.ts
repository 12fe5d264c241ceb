import { TallyError, log } from '#base';
import { softmax } from '../link.ts';
import type { Objective, ObjectiveData } from '../objective.ts';
import type { MulticlassTarget } from '../../target.ts';

/**
 * Softmax cross-entropy: one tree, a value per class in each leaf.
 *
 * @throws TallyError `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`.
 */
export function multiclassObjective({ label, classes }: MulticlassTarget, { weights }: ObjectiveData): Objective {
  const mass = classMass(label, classes, weights);
  const total = mass.reduce((sum, value) => sum + value, 0);
  const probabilities = new Float64Array(classes);
  return {
    outputs: classes,
    link: 'softmax',
    start: mass.map((value) => log(Math.max(value / total, 1e-15))),
    gradients: ({ margins, gradients }) => {
      for (let row = 0; row < label.length; row++) {
        const weight = weights === undefined ? 1 : (weights[row] as number);
        probabilities.set(margins.subarray(row * classes, (row + 1) * classes));
        softmax(probabilities);
        for (let k = 0; k < classes; k++) {
          const p = probabilities[k] as number;
          const at = 2 * (row * classes + k);
          gradients[at] = (p - (label[row] === k ? 1 : 0)) * weight;
          // Twice the diagonal bounds the off-diagonal part of the Hessian.
          gradients[at + 1] = Math.max(2 * p * (1 - p), 1e-16) * weight;
        }
      }
    },
    loss: (margins) => {
      let [sum, weightSum] = [0, 0];
      for (let row = 0; row < label.length; row++) {
        const weight = weights === undefined ? 1 : (weights[row] as number);
        probabilities.set(margins.subarray(row * classes, (row + 1) * classes));
        softmax(probabilities);
        sum -= weight * log(Math.max(probabilities[label[row] as number] as number, 1e-15));
        weightSum += weight;
      }
      return sum / weightSum;
    },
  };
}

function classMass(label: Int32Array, classes: number, weights: Float64Array | undefined): Float64Array {
  const mass = new Float64Array(classes);
  for (let row = 0; row < label.length; row++) {
    const k = label[row] as number;
    if (k < 0 || k >= classes) {
      throw new TallyError('LEARN_LABEL_VALUE', `the class of row ${row} is ${k}, not one of 0 to ${classes - 1}`, {
        hint: 'number the classes from 0',
        data: { row, label: k },
      });
    }
    mass[k] = (mass[k] as number) + (weights === undefined ? 1 : (weights[row] as number));
  }
  if (mass.filter((value) => value > 0).length > 1) return mass;
  throw new TallyError('LEARN_ONE_CLASS', `all ${label.length} rows are of one class`, {
    hint: 'a classifier needs rows of several classes',
  });
}
