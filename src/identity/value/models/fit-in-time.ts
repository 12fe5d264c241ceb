import { log } from '#base';
import { maximise, type Fit } from '../optimise/maximise.ts';
import { collapse, requireSummary, type Purchases, type PurchaseSummary } from '../purchase-summary.ts';

/** Log-likelihood of one customer. */
export type CustomerLikelihood = (parameters: Float64Array, customer: Purchases) => number;

/**
 * Fits a model whose parameters at `times` are in units of time. Time is scaled to a mean age of 1 for the search, so
 * that days, weeks and years fit alike; parameters and likelihood come back in the unit of the data.
 */
export function fitInTime(
  summary: PurchaseSummary,
  likelihood: CustomerLikelihood,
  shape: { readonly count: number; readonly times: readonly number[] },
): Fit {
  requireSummary(summary);
  const { frequency, recency, age, weight } = collapse(summary);
  const total = weight.reduce((sum, count) => sum + count, 0);
  const meanAge = age.reduce((sum, value, row) => sum + value * (weight[row] as number), 0) / total;
  const scale = meanAge > 0 ? 1 / meanAge : 1;
  const customers = Array.from(frequency, (x, row) => ({
    frequency: x,
    recency: (recency[row] as number) * scale,
    age: (age[row] as number) * scale,
  }));
  const fit = maximise((parameters) => {
    let sum = 0;
    for (let row = 0; row < customers.length; row++) {
      sum += (weight[row] as number) * likelihood(parameters, customers[row] as Purchases);
    }
    return sum;
  }, shape.count);
  const repeats = frequency.reduce((sum, x, row) => sum + x * (weight[row] as number), 0);
  return {
    parameters: fit.parameters.map((value, k) => (shape.times.includes(k) ? value / scale : value)),
    logLikelihood: fit.logLikelihood + repeats * log(scale),
  };
}
