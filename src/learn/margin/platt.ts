import { exp, log1p, sigmoid } from '#base';

/** Scores and outcomes to turn into probabilities. */
export interface PlattData {
  readonly scores: Float64Array;
  readonly label: Float64Array;
  readonly weights: Float64Array;
  readonly offset: Float64Array | undefined;
}

/** log-odds = slope * score + intercept (+ offset). */
export interface PlattScale {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Platt's sigmoid (1999) by Newton steps with halving (Lin, Lin, Weng, Machine Learning 68, 2007), outcomes smoothed to
 * (n + 1) / (n + 2) and 1 / (n + 2) so that classes that scores separate keep finite log-odds.
 */
export function plattScale(data: PlattData): PlattScale {
  const targets = smoothed(data);
  let scale: PlattScale = { slope: 0, intercept: 0 };
  let loss = lossAt(data, targets, scale);
  for (let step = 0; step < 100; step++) {
    const change = newton(data, targets, scale);
    let share = 1;
    for (; share > 1e-10; share /= 2) {
      const next = { slope: scale.slope + share * change.slope, intercept: scale.intercept + share * change.intercept };
      const nextLoss = lossAt(data, targets, next);
      if (nextLoss >= loss) continue;
      const fall = loss - nextLoss;
      [scale, loss] = [next, nextLoss];
      if (fall < 1e-13 * Math.abs(loss)) return scale;
      break;
    }
    if (share <= 1e-10) return scale;
  }
  return scale;
}

function smoothed({ label, weights }: PlattData): Float64Array {
  let [events, others] = [0, 0];
  for (let row = 0; row < label.length; row++) {
    if (label[row] === 1) events += weights[row] as number;
    else others += weights[row] as number;
  }
  return label.map((y) => (y === 1 ? (events + 1) / (events + 2) : 1 / (others + 2)));
}

function marginAt({ scores, offset }: PlattData, row: number, { slope, intercept }: PlattScale): number {
  return slope * (scores[row] as number) + intercept + (offset === undefined ? 0 : (offset[row] as number));
}

function lossAt(data: PlattData, targets: Float64Array, scale: PlattScale): number {
  let sum = 0;
  for (let row = 0; row < targets.length; row++) {
    const margin = marginAt(data, row, scale);
    const softplus = margin > 0 ? margin + log1p(exp(-margin)) : log1p(exp(margin));
    sum += (data.weights[row] as number) * (softplus - (targets[row] as number) * margin);
  }
  return sum;
}

function newton(data: PlattData, targets: Float64Array, scale: PlattScale): PlattScale {
  let [gs, gi, ss, si, ii] = [0, 0, 1e-12, 0, 1e-12];
  for (let row = 0; row < targets.length; row++) {
    const p = sigmoid(marginAt(data, row, scale));
    const weight = data.weights[row] as number;
    const residual = weight * ((targets[row] as number) - p);
    const curvature = weight * p * (1 - p);
    const score = data.scores[row] as number;
    gs += residual * score;
    gi += residual;
    ss += curvature * score * score;
    si += curvature * score;
    ii += curvature;
  }
  const determinant = ss * ii - si * si;
  return { slope: (ii * gs - si * gi) / determinant, intercept: (ss * gi - si * gs) / determinant };
}
