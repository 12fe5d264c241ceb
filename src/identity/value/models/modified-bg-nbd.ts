import { log, pow } from '#base';
import type { Purchases, PurchaseSummary } from '../purchase-summary.ts';
import { hypergeometric } from '../special/hypergeometric.ts';
import { logBeta, logGamma } from '../special/log-gamma.ts';
import { logAdd } from '../special/log-sum.ts';
import type { BgNbdParameters } from './bg-nbd.ts';
import { fitInTime } from './fit-in-time.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Modified BG/NBD (Batislam, Denizel and Filiztekin 2007): a customer may stop after the first purchase too. */
export function fitModifiedBgNbd(summary: PurchaseSummary): PurchaseModel {
  const { parameters, logLikelihood } = fitInTime(summary, likelihood, { count: 4, times: [1] });
  const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
  return { ...modifiedBgNbd({ r, alpha, a, b }), logLikelihood };
}

function likelihood([r = 0, alpha = 0, a = 0, b = 0]: Float64Array, { frequency: x, recency, age }: Purchases): number {
  const common = logGamma(r + x) - logGamma(r) + r * log(alpha) + logBeta(a, b + x + 1) - logBeta(a, b);
  const stops = log(a) - log(b + x) - (r + x) * log(alpha + recency);
  return common + logAdd(-(r + x) * log(alpha + age), stops);
}

/** The model with given parameters. */
export function modifiedBgNbd(parameters: BgNbdParameters): PurchaseModel {
  const { r, alpha, a, b } = parameters;
  const stopOdds = ({ frequency: x, recency, age }: Purchases): number =>
    (a / (b + x)) * pow((alpha + age) / (alpha + recency), r + x);
  return {
    name: 'modified BG/NBD',
    parameters: { ...parameters },
    logLikelihood: NaN,
    probabilityAlive: (customer) => 1 / (1 + stopOdds(customer)),
    expectedPurchases: (t, customer) => {
      const { frequency: x, age } = customer;
      const series = hypergeometric([r + x, b + x + 1], a + b + x, t / (alpha + age + t));
      const gone = pow((alpha + age) / (alpha + age + t), r + x) * series;
      return (((a + b + x) / (a - 1)) * (1 - gone)) / (1 + stopOdds(customer));
    },
    expectedUpTo: (t) => {
      const series = hypergeometric([r, b + 1], a + b, t / (alpha + t));
      return (b / (a - 1)) * (1 - pow(alpha / (alpha + t), r) * series);
    },
  };
}
