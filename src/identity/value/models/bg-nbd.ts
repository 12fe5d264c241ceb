import { exp, log, pow } from '#base';
import type { Purchases, PurchaseSummary } from '../purchase-summary.ts';
import { hypergeometric } from '../special/hypergeometric.ts';
import { logBeta, logGamma } from '../special/log-gamma.ts';
import { logAdd } from '../special/log-sum.ts';
import { fitInTime } from './fit-in-time.ts';
import type { PurchaseModel } from './purchase-model.ts';

export interface BgNbdParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** BG/NBD (Fader, Hardie and Lee 2005): a customer may stop after each repeat. */
export function fitBgNbd(summary: PurchaseSummary): PurchaseModel {
  const { parameters, logLikelihood } = fitInTime(summary, likelihood, { count: 4, times: [1] });
  const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
  return { ...bgNbd({ r, alpha, a, b }), logLikelihood };
}

function likelihood([r = 0, alpha = 0, a = 0, b = 0]: Float64Array, { frequency: x, recency, age }: Purchases): number {
  const common = logGamma(r + x) - logGamma(r) + r * log(alpha) + logBeta(a, b + x) - logBeta(a, b);
  const stays = -(r + x) * log(alpha + age);
  if (x === 0) return common + stays;
  const stops = log(a) - log(b + x - 1) - (r + x) * log(alpha + recency);
  return common + logAdd(stays, stops);
}

/** The model with given parameters. */
export function bgNbd(parameters: BgNbdParameters): PurchaseModel {
  const { r, alpha, a, b } = parameters;
  const stopOdds = ({ frequency: x, recency, age }: Purchases): number =>
    x === 0 ? 0 : (a / (b + x - 1)) * pow((alpha + age) / (alpha + recency), r + x);
  return {
    name: 'BG/NBD',
    parameters: { ...parameters },
    logLikelihood: NaN,
    probabilityAlive: (customer) => 1 / (1 + stopOdds(customer)),
    expectedPurchases: (t, customer) => {
      const { frequency: x, age } = customer;
      const z = t / (alpha + age + t);
      const series = hypergeometric([r + x, b + x], a + b + x - 1, z);
      const gone = pow((alpha + age) / (alpha + age + t), r + x) * series;
      return (((a + b + x - 1) / (a - 1)) * (1 - gone)) / (1 + stopOdds(customer));
    },
    expectedUpTo: (t) => {
      const series = hypergeometric([r, b], a + b - 1, t / (alpha + t));
      return ((a + b - 1) / (a - 1)) * (1 - pow(alpha / (alpha + t), r) * series);
    },
  };
}

/** BG/NBD: the chance of exactly n repeats in the time `t` after the first purchase. */
export function bgNbdChanceOf(n: number, t: number, { r, alpha, a, b }: BgNbdParameters): number {
  const share = t / (alpha + t);
  const term = (j: number): number =>
    exp(logGamma(r + j) - logGamma(r) - logGamma(j + 1) + r * log(alpha / (alpha + t)) + j * log(share));
  const stays = exp(logBeta(a, b + n) - logBeta(a, b)) * term(n);
  if (n === 0) return stays;
  let before = 0;
  for (let j = 0; j < n; j++) before += term(j);
  return stays + exp(logBeta(a + 1, b + n - 1) - logBeta(a, b)) * (1 - before);
}
