import { TallyError, exp, log } from '#base';
import { weightedMean, type Objective, type ObjectiveData } from '../objective.ts';
import type { TreeWork } from '../kernels.ts';

/** Losses of a real target. */
export type RealLoss = 'squared' | 'poisson' | 'gamma' | 'tweedie' | 'quantile';

export interface RealLossSettings {
  readonly loss: RealLoss;
  /** Between 1 (Poisson) and 2 (Gamma). */
  readonly tweediePower: number;
  /** Which quantile `quantile` predicts. */
  readonly quantile: number;
}

/** Gradient, Hessian and loss of one row at margin `f`. */
interface Pointwise {
  gradient(f: number, y: number): number;
  hessian(f: number, y: number): number;
  loss(f: number, y: number): number;
}

/** Losses on the log scale: deviance up to terms of y alone. Hessians are those of the loss, all positive. */
function logScale({ loss, tweediePower: p }: RealLossSettings): Pointwise {
  if (loss === 'poisson') {
    return {
      gradient: (f, y) => exp(f) - y,
      hessian: (f) => exp(f),
      loss: (f, y) => exp(f) - y * f,
    };
  }
  if (loss === 'gamma') {
    return {
      gradient: (f, y) => 1 - y * exp(-f),
      hessian: (f, y) => y * exp(-f),
      loss: (f, y) => y * exp(-f) + f,
    };
  }
  return {
    gradient: (f, y) => exp((2 - p) * f) - y * exp((1 - p) * f),
    hessian: (f, y) => (2 - p) * exp((2 - p) * f) - (1 - p) * y * exp((1 - p) * f),
    loss: (f, y) => exp((2 - p) * f) / (2 - p) - (y * exp((1 - p) * f)) / (1 - p),
  };
}

const SQUARED: Pointwise = {
  gradient: (f, y) => f - y,
  hessian: () => 1,
  loss: (f, y) => (f - y) ** 2,
};

/**
 * The objective of a real target: squared error, Poisson, Gamma and Tweedie deviance with a log link, or the pinball loss.
 *
 * @throws TallyError `LEARN_LABEL_VALUE` when a value cannot come from the distribution.
 */
export function realObjective(values: Float64Array, data: ObjectiveData, settings: RealLossSettings): Objective {
  const { loss } = settings;
  if (loss === 'quantile') return quantileObjective(values, data, settings.quantile);
  if (loss === 'squared') return pointwise(values, data, { math: SQUARED, isLog: false });
  checkRange(values, loss);
  return pointwise(values, data, { math: logScale(settings), isLog: true });
}

function pointwise(
  values: Float64Array,
  { weights }: ObjectiveData,
  { math, isLog }: { math: Pointwise; isLog: boolean },
): Objective {
  const mean = weightedMean(values, weights);
  return {
    outputs: 1,
    link: isLog ? 'log' : 'identity',
    start: Float64Array.of(isLog ? log(mean) : mean),
    gradients: ({ margins, gradients }) => {
      for (let row = 0; row < values.length; row++) {
        const [f, y] = [margins[row] as number, values[row] as number];
        const weight = weights === undefined ? 1 : (weights[row] as number);
        gradients[2 * row] = math.gradient(f, y) * weight;
        gradients[2 * row + 1] = Math.max(math.hessian(f, y), 1e-16) * weight;
      }
    },
    loss: (margins) => {
      const losses = margins.map((f, row) => math.loss(f, values[row] as number));
      const loss = weightedMean(losses, weights);
      return math === SQUARED ? Math.sqrt(loss) : loss;
    },
  };
}

function checkRange(values: Float64Array, loss: RealLoss): void {
  const isWrong = (value: number): boolean => (loss === 'gamma' ? value <= 0 : value < 0);
  const row = values.findIndex(isWrong);
  if (row === -1 && values.some((value) => value > 0)) return;
  const what = row === -1 ? 'all values are 0' : `the target of row ${row} is ${values[row]}`;
  throw new TallyError('LEARN_LABEL_VALUE', `${what}, which the ${loss} loss does not allow`, {
    hint: loss === 'gamma' ? 'gamma needs values above 0' : `${loss} needs values of 0 and more, not all 0`,
    data: { row, loss },
  });
}

/** The pinball loss; leaves hold the quantile of their residuals, since the second derivative is 0. */
function quantileObjective(values: Float64Array, { weights }: ObjectiveData, level: number): Objective {
  const all = new Uint32Array(values.length).map((_, row) => row);
  const zero = new Float64Array(values.length);
  const residualQuantile = (rows: Uint32Array, margins: Float64Array): number =>
    weightedQuantile(
      Float64Array.from(rows, (row) => (values[row] as number) - (margins[row] as number)),
      weights && Float64Array.from(rows, (row) => weights[row] as number),
      level,
    );
  return {
    outputs: 1,
    link: 'identity',
    start: Float64Array.of(residualQuantile(all, zero)),
    gradients: ({ margins, gradients }: TreeWork) => {
      for (let row = 0; row < values.length; row++) {
        const weight = weights === undefined ? 1 : (weights[row] as number);
        gradients[2 * row] = ((values[row] as number) > (margins[row] as number) ? -level : 1 - level) * weight;
        gradients[2 * row + 1] = weight;
      }
    },
    loss: (margins) => {
      const losses = margins.map((f, row) => {
        const rest = (values[row] as number) - f;
        return rest > 0 ? level * rest : (level - 1) * rest;
      });
      return weightedMean(losses, weights);
    },
    leafValue: residualQuantile,
  };
}

function weightedQuantile(values: Float64Array, weights: Float64Array | undefined, level: number): number {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const weightOf = (i: number): number => (weights === undefined ? 1 : (weights[i] as number));
  const total = order.reduce((sum, i) => sum + weightOf(i), 0);
  let held = 0;
  for (const i of order) {
    held += weightOf(i);
    if (held >= level * total) return values[i] as number;
  }
  return 0;
}
