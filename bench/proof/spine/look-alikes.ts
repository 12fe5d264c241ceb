import type { FraudForm } from '#world';

/** One application as a fraud detector scored it; higher is more suspicious. */
export interface ScoredApplication {
  readonly score: number;
  readonly fraudForm: FraudForm;
  readonly lookAlikeForm: FraudForm;
}

/** How much of a planted form a detector catches while it accuses few honest look-alikes. */
export interface CaughtForm {
  readonly form: FraudForm;
  readonly frauds: number;
  readonly lookAlikes: number;
  /** Share of the frauds that score above the cut. */
  readonly caught: number;
  /** Share of the look-alikes that score above it, at most the rate asked for. */
  readonly accused: number;
}

export const plantedForms = ['device-farm', 'loan-village', 'cultivated-number'] as const;

/** For each planted form, the share caught where at most `rate` of its honest look-alikes score higher. */
export function caughtAmongLookAlikes(applications: readonly ScoredApplication[], rate: number): CaughtForm[] {
  return plantedForms.map((form) => {
    const frauds = applications.filter((one) => one.fraudForm === form);
    const alike = applications.filter((one) => one.lookAlikeForm === form);
    const cut = cutAt(alike, rate);
    const above = (group: readonly ScoredApplication[]): number =>
      group.length === 0 ? NaN : group.filter((one) => one.score > cut).length / group.length;
    return { form, frauds: frauds.length, lookAlikes: alike.length, caught: above(frauds), accused: above(alike) };
  });
}

function cutAt(honest: readonly ScoredApplication[], rate: number): number {
  const scores = honest.map((one) => one.score).sort((a, b) => b - a);
  return scores[Math.floor(scores.length * rate)] ?? -Infinity;
}
