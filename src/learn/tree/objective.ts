import { logit, sigmoid } from '#base';
import { logLoss } from '../metric/log-loss.ts';

/** A loss in its second-order form. */
export interface Objective {
  /** The constant margin with the least loss. */
  start(values: Float64Array, weights: Float64Array | undefined): number;
  /** Writes gradient and Hessian pairs at margins `margins`. */
  gradients(input: GradientInput, out: Float64Array): void;
  /** Margin to prediction. */
  transform(margin: number): number;
  /** Mean loss of margins, for early stopping. */
  loss(input: GradientInput): number;
}

export interface GradientInput {
  readonly margins: Float64Array;
  readonly values: Float64Array;
  readonly weights: Float64Array | undefined;
}

function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    sum += weight * (values[row] as number);
    total += weight;
  }
  return sum / total;
}

const logistic: Objective = {
  start: (values, weights) => logit(weightedMean(values, weights)),
  gradients: ({ margins, values, weights }, out) => {
    for (let row = 0; row < margins.length; row++) {
      const p = sigmoid(margins[row] as number);
      const weight = weights === undefined ? 1 : (weights[row] as number);
      out[2 * row] = (p - (values[row] as number)) * weight;
      out[2 * row + 1] = Math.max(p * (1 - p), 1e-16) * weight;
    }
  },
  transform: sigmoid,
  loss: ({ margins, values, weights }) => logLoss(values, margins.map(sigmoid), weights),
};

const squared: Objective = {
  start: weightedMean,
  gradients: ({ margins, values, weights }, out) => {
    for (let row = 0; row < margins.length; row++) {
      const weight = weights === undefined ? 1 : (weights[row] as number);
      out[2 * row] = ((margins[row] as number) - (values[row] as number)) * weight;
      out[2 * row + 1] = weight;
    }
  },
  transform: (margin) => margin,
  loss: ({ margins, values, weights }) => {
    const errors = margins.map((margin, row) => (margin - (values[row] as number)) ** 2);
    return Math.sqrt(weightedMean(errors, weights));
  },
};

/** The objective of a target: logistic loss for binary, squared error for real. */
export function objectiveOf(kind: 'binary' | 'real'): Objective {
  return kind === 'binary' ? logistic : squared;
}
