import { exp } from '#base';
import { maximise } from '../optimise/maximise.ts';
import { requireSummary, type Purchases, type PurchaseSummary } from '../purchase-summary.ts';
import { logBeta, logGamma } from '../special/log-gamma.ts';
import { logAdd } from '../special/log-sum.ts';

export interface BgBbParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
}

/** A fitted model of customers who buy or do not at each of some occasions. `age` counts the occasions so far. */
export interface OccasionModel {
  readonly parameters: BgBbParameters;
  readonly logLikelihood: number;
  /** Purchases expected of a customer at the next n occasions. */
  expectedPurchases(n: number, customer: Purchases): number;
  /** Chance that the customer will still be one n occasions from now. */
  probabilityAlive(customer: Purchases, n?: number): number;
  /** Chance that anybody buys exactly x times at n occasions. */
  chanceOf(x: number, n: number): number;
}

/** BG/BB (Fader, Hardie and Shang 2010) by maximum likelihood, rows weighted. */
export function fitBgBb(summary: PurchaseSummary): OccasionModel {
  requireSummary(summary);
  const { frequency, recency, age, weight } = summary;
  const fit = maximise(([alpha = 0, beta = 0, gamma = 0, delta = 0]) => {
    let sum = 0;
    for (let row = 0; row < frequency.length; row++) {
      const customer = {
        frequency: frequency[row] as number,
        recency: recency[row] as number,
        age: age[row] as number,
      };
      sum += (weight?.[row] ?? 1) * likelihood({ alpha, beta, gamma, delta }, customer);
    }
    return sum;
  }, 4);
  const [alpha = 0, beta = 0, gamma = 0, delta = 0] = fit.parameters;
  return { ...bgBb({ alpha, beta, gamma, delta }), logLikelihood: fit.logLikelihood };
}

function likelihood({ alpha, beta, gamma, delta }: BgBbParameters, customer: Purchases): number {
  const { frequency: x, recency, age: n } = customer;
  const norm = logBeta(alpha, beta) + logBeta(gamma, delta);
  let sum = logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n);
  for (let i = 0; i < n - recency; i++) {
    sum = logAdd(sum, logBeta(alpha + x, beta + recency - x + i) + logBeta(gamma + 1, delta + recency + i));
  }
  return sum - norm;
}

/** The model with given parameters. */
export function bgBb(parameters: BgBbParameters): OccasionModel {
  const { alpha, beta, gamma, delta } = parameters;
  const norm = logBeta(alpha, beta) + logBeta(gamma, delta);
  return {
    parameters,
    logLikelihood: NaN,
    expectedPurchases: (m, customer) => {
      const { frequency: x, age: n } = customer;
      const buys = logBeta(alpha + x + 1, beta + n - x) - logBeta(alpha, beta) - likelihood(parameters, customer);
      const factor = logGamma(gamma + delta) - logGamma(1 + delta);
      const lives = (at: number): number => exp(factor + logGamma(1 + delta + at) - logGamma(gamma + delta + at));
      return (exp(buys) * delta * (lives(n) - lives(n + m))) / (gamma - 1);
    },
    probabilityAlive: (customer, m = 0) => {
      const { frequency: x, age: n } = customer;
      const stays = logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n + m) - norm;
      return exp(stays - likelihood(parameters, customer));
    },
    chanceOf: (x, n) => {
      let sum = ways(n, x) + logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n);
      for (let i = x; i < n; i++) {
        sum = logAdd(sum, ways(i, x) + logBeta(alpha + x, beta + i - x) + logBeta(gamma + 1, delta + i));
      }
      return exp(sum - norm);
    },
  };
}

/** Logarithm of "n over k". */
function ways(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
