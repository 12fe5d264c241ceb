import { logit, sigmoid } from '#base';
import { logLoss } from '../../metric/log-loss.ts';
import { weightedMean, type Objective, type ObjectiveData } from '../objective.ts';

/** Logistic loss of labels 0 and 1. */
export function logisticObjective(label: Float64Array, { weights }: ObjectiveData): Objective {
  return {
    outputs: 1,
    link: 'logistic',
    start: Float64Array.of(logit(weightedMean(label, weights))),
    gradients: (work, kernels) => kernels.logistic(work, label, weights),
    loss: (margins) => logLoss(label, margins.map(sigmoid), weights),
  };
}
