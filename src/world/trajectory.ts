import { sigmoid } from '#base';
import type { Country } from './country.ts';
import type { Trajectory } from './loan.ts';
import { clamp, pick } from './random.ts';

export interface Fate extends Trajectory {
  readonly defaults: boolean;
}

/**
 * Draws how the loan would go. The stream forks by the application's number, so neither the lender's answer nor its
 * delay can change the outcome.
 */
export function drawFate(
  country: Country,
  application: number,
  { logit, fraud }: { logit: number; fraud: boolean },
): Fate {
  const rng = country.rng.fork('trajectory', application);
  const { credit, fraud: rules } = country.pack;
  const stressed = logit + credit.noise * rng.normal();
  const defaults = rng.chance(fraud ? rules.defaultProbability : sigmoid(stressed));
  const early = fraud && rng.chance(rules.firstPaymentShare) ? 1 : 1 + pick([3, 3.5, 3.5], rng.uniform());
  const later = rng.chance(0.4 * sigmoid(stressed)) ? 4 + rng.below(9) : 0;
  const onset = defaults ? early : later;
  const lateProbability = clamp(sigmoid(credit.lateIntercept + credit.lateSlope * stressed), 0.005, 0.5);
  return { defaults, onset, cureDays: fraud ? 0 : cureDaysOf(rng.uniform(), rng.uniform(), credit), lateProbability };
}

interface CureShares {
  readonly cureAfter30: number;
  readonly cureAfter60: number;
}

function cureDaysOf(which: number, when: number, { cureAfter30, cureAfter60 }: CureShares): number {
  if (which < cureAfter30) return 31 + Math.floor(28 * when);
  if (which < cureAfter30 + (1 - cureAfter30) * cureAfter60) return 60 + Math.floor(29 * when);
  return 0;
}

/** Days late of an ordinary late instalment: most pay within days, none reaches 30. */
export function lateDaysOf(which: number, when: number): number {
  if (which < 0.68) return 1 + Math.floor(3 * when);
  if (which < 0.93) return 4 + Math.floor(10 * when);
  return 14 + Math.floor(13 * when);
}
