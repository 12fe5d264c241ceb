import { exp, log, pow } from '#base';
import type { Purchases, PurchaseSummary } from '../purchase-summary.ts';
import { logHypergeometric } from '../special/hypergeometric.ts';
import { logGamma } from '../special/log-gamma.ts';
import { logAdd } from '../special/log-sum.ts';
import { fitInTime } from './fit-in-time.ts';
import type { PurchaseModel } from './purchase-model.ts';

export interface ParetoNbdParameters {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** Pareto/NBD (Schmittlein, Morrison and Colombo 1987; likelihood as in Fader and Hardie 2005): a customer may stop any time. */
export function fitParetoNbd(summary: PurchaseSummary): PurchaseModel {
  const { parameters, logLikelihood } = fitInTime(summary, likelihoodOf, { count: 4, times: [1, 3] });
  const [r = 0, alpha = 0, s = 0, beta = 0] = parameters;
  return { ...paretoNbd({ r, alpha, s, beta }), logLikelihood };
}

function likelihoodOf([r = 0, alpha = 0, s = 0, beta = 0]: Float64Array, customer: Purchases): number {
  return likelihood({ r, alpha, s, beta }, customer);
}

function likelihood(parameters: ParetoNbdParameters, customer: Purchases): number {
  const { r, alpha, s, beta } = parameters;
  const { frequency: x, age } = customer;
  const common = logGamma(r + x) - logGamma(r) + r * log(alpha) + s * log(beta);
  const stays = -(r + x) * log(alpha + age) - s * log(beta + age);
  return common + logAdd(stays, log(s) - log(r + s + x) + logStopped(parameters, customer));
}

/** Logarithm of A0: the chance, up to factors, of having stopped since the last purchase. */
function logStopped({ r, alpha, s, beta }: ParetoNbdParameters, { frequency: x, recency, age }: Purchases): number {
  const order = r + s + x;
  const larger = Math.max(alpha, beta);
  const gap = Math.abs(alpha - beta);
  const second = alpha >= beta ? s + 1 : r + x;
  const at = (time: number): number =>
    logHypergeometric([order, second], order + 1, gap / (larger + time)) - order * log(larger + time);
  const early = at(recency);
  const late = at(age);
  return late >= early ? -Infinity : early + log(1 - exp(late - early));
}

/** The model with given parameters. */
export function paretoNbd(parameters: ParetoNbdParameters): PurchaseModel {
  const { r, alpha, s, beta } = parameters;
  return {
    name: 'Pareto/NBD',
    parameters: { ...parameters },
    logLikelihood: NaN,
    probabilityAlive: (customer) => {
      const { frequency: x, age } = customer;
      const stays = (r + x) * log(alpha + age) + s * log(beta + age);
      return 1 / (1 + exp(log(s) - log(r + s + x) + stays + logStopped(parameters, customer)));
    },
    expectedPurchases: (t, customer) => {
      const { frequency: x, age } = customer;
      const common = logGamma(r + x) - logGamma(r) + r * log(alpha) + s * log(beta);
      const stays = common - (r + x) * log(alpha + age) - s * log(beta + age) - likelihood(parameters, customer);
      const rate = log(r + x) + log(beta + age) - log(alpha + age);
      return exp(stays + rate) * lifetime(s, (beta + age) / (beta + age + t));
    },
    expectedUpTo: (t) => ((r * beta) / alpha) * lifetime(s, beta / (beta + t)),
  };
}

/** (1 - share^(s - 1)) / (s - 1), which is -log(share) at s = 1. */
function lifetime(s: number, share: number): number {
  return Math.abs(s - 1) < 1e-9 ? -log(share) : (1 - pow(share, s - 1)) / (s - 1);
}
