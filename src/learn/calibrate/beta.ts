import { log } from '#base';
import type { ScoredRows } from './calibration-input.ts';
import { logisticNewton } from './logistic-newton.ts';

interface BetaCalibration {
  readonly kind: 'beta';
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * Beta calibration (Kull, Silva Filho, Flach, AISTATS 2017): logit P = a log s - b log(1 - s) + c with a, b >= 0. A
 * coefficient that comes out negative is set to 0 and the others are fitted again, as the paper does.
 */
export function fitBeta({ scores, labels, weights }: ScoredRows): BetaCalibration {
  const inside = scores.map((score) => Math.min(Math.max(score, 1e-15), 1 - 1e-15));
  const low = inside.map(log);
  const high = inside.map((score) => -log(1 - score));
  const fit = (columns: readonly Float64Array[]) => logisticNewton({ columns, target: labels, weights });
  const both = fit([low, high]);
  const [a = 0, b = 0] = both.slopes;
  if (a >= 0 && b >= 0) return { kind: 'beta', a, b, c: both.intercept };
  const single = fit([a < 0 ? high : low]);
  const [slope = 0] = single.slopes;
  if (slope < 0) return { kind: 'beta', a: 0, b: 0, c: fit([]).intercept };
  return { kind: 'beta', a: a < 0 ? 0 : slope, b: a < 0 ? slope : 0, c: single.intercept };
}
