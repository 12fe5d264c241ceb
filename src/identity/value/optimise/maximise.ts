import { exp } from '#base';
import { nelderMead } from './nelder-mead.ts';
import { newton } from './newton.ts';

/** Positive parameters that make a log-likelihood largest, and its value there. */
export interface Fit {
  readonly parameters: Float64Array;
  readonly logLikelihood: number;
}

/**
 * Maximises a log-likelihood over positive parameters, in their logarithms: simplex searches, each from where the last
 * one ended, then Newton's method. The same input gives the same bits.
 */
export function maximise(logLikelihood: (parameters: Float64Array) => number, count: number): Fit {
  const objective = (point: Float64Array): number => -logLikelihood(point.map(exp));
  let best = nelderMead(objective, new Float64Array(count));
  for (let again = 0; again < 4; again++) {
    const next = nelderMead(objective, best.point, 1e-12);
    const gain = best.value - next.value;
    best = next.value < best.value ? next : best;
    if (gain < 1e-7) break;
  }
  best = newton(objective, best);
  return { parameters: best.point.map(exp), logLikelihood: -best.value };
}
