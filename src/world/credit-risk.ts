import { log, log1p, sigmoid } from '#base';
import type { WorldPack } from './pack.ts';
import { employment } from './people.ts';
import { clamp } from './random.ts';

/** What the events of an application, and those before it, say about the borrower's credit: nothing hidden. */
export interface CreditView {
  /** (Debt service of other loans + the new instalment) / declared income. */
  readonly burden: number;
  /** Amount asked for / declared monthly income. */
  readonly amountToIncome: number;
  readonly worstDpd12m: number;
  readonly delinquentLoans24m: number;
  readonly utilisation: number;
  readonly enquiries30d: number;
  readonly lenders90d: number;
  readonly historyMonths: number;
  readonly age: number;
  readonly jobMonths: number;
  readonly employment: number;
  readonly housing: number;
  readonly dependents: number;
  readonly nightShare: number;
  readonly atNight: boolean;
  readonly fieldsRevisited: number;
  /** Failed payments of our own loans within 180 days, and instalments ever paid to us. */
  readonly failed180d: number;
  readonly paidInstalments: number;
  /** Yearly praise and turnover of the shop, 0 without one. */
  readonly praiseRate: number;
  /** Economic stress of the month. */
  readonly stress: number;
}

/* By employment: salaried, self-employed, shop owner, gig, student, retired, unemployed. */
const jobRisk = [-0.15, 0.15, 0, 0.35, 0.25, -0.15, 0.8];
/* By housing: own, mortgage, rent, family, dormitory. */
const housingRisk = [-0.25, -0.2, 0.15, 0, 0.2];

/**
 * The log odds of default before noise. Nonlinear and interacting on purpose: burden bites the unstable, enquiries tell
 * more about thin files, a good record with us forgives a little of everything.
 */
export function creditIndex(view: CreditView): number {
  const thin = view.historyMonths < 12;
  const unstable =
    view.employment === employment.gig || view.employment === employment.unemployed || view.jobMonths < 6;
  const burden = clamp(log(Math.max(view.burden, 0.02) / 0.35), -1.6, 1.6);
  return (
    burden * (unstable ? 1.1 : 0.75) +
    0.15 * clamp(log(Math.max(view.amountToIncome, 0.05) / 2), -2, 2) +
    pastRecord(view) +
    0.3 * log1p(view.enquiries30d) * (thin ? 1.6 : 1) +
    0.3 * log1p(view.lenders90d) +
    1.3 * (view.utilisation - 0.4) +
    (view.utilisation > 0.7 && view.enquiries30d >= 2 ? 0.4 : 0) -
    0.28 * (log1p(view.historyMonths / 12) - 1.3) -
    0.2 * (log1p(view.jobMonths / 6) - 1.4) +
    (jobRisk[view.employment] ?? 0) +
    (housingRisk[view.housing] ?? 0) +
    behaviour(view) +
    (view.age < 24 ? 0.3 : 0) +
    0.07 * view.dependents +
    (view.praiseRate > 0 ? 3 * (0.95 - view.praiseRate) : 0) +
    0.8 * view.stress
  );
}

function pastRecord(view: CreditView): number {
  const elsewhere = view.worstDpd12m === 0 ? 0 : 0.3 + 0.32 * log1p(view.worstDpd12m / 6);
  const withUs = 0.55 * log1p(view.failed180d) - 0.24 * log1p(view.paidInstalments);
  return elsewhere + 0.32 * Math.min(view.delinquentLoans24m, 3) + withUs;
}

function behaviour(view: CreditView): number {
  const night = 3 * (view.nightShare - 0.14) + (view.atNight ? 0.3 : 0);
  return night + 0.06 * (view.fieldsRevisited - 1.5);
}

/** Log odds of default of an honest applicant before the fresh noise. */
export function creditLogit(view: CreditView, { credit }: WorldPack): number {
  return credit.intercept + credit.signal * creditIndex(view);
}

/* Gauss-Hermite nodes and weights for a standard normal, seven points. */
const nodes = [0, 1.154_405_394_739_968, 2.366_759_410_734_541, 3.750_439_717_725_742];
const weights = [0.457_142_857_142_857, 0.240_123_178_605_013, 0.030_757_123_967_586, 0.000_548_268_855_972];

/** P(default) of an honest applicant given everything but the noise: sigmoid(logit + noise z) averaged over z. */
export function honestDefaultProbability(logit: number, noise: number): number {
  let sum = (weights[0] ?? 0) * sigmoid(logit);
  for (let i = 1; i < nodes.length; i++) {
    const shift = noise * (nodes[i] ?? 0);
    sum += (weights[i] ?? 0) * (sigmoid(logit + shift) + sigmoid(logit - shift));
  }
  return sum;
}
