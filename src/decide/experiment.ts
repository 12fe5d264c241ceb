import { hash53, log } from '#base';

/** A champion/challenger test over applications. */
export interface Experiment {
  readonly id: string;
  readonly championHash: string;
  readonly challengerHash: string;
  /** Share of traffic for the challenger, in (0, 1). */
  readonly share: number;
  readonly startedAt: number;
}

export type Arm = 'champion' | 'challenger';

/** The arm of an application: a hash of both ids, so that it never changes and needs no memory. */
export function assignArm(experiment: Experiment, applicationId: string): Arm {
  const place = hash53(`${experiment.id}:${applicationId}`) / 2 ** 53;
  return place < experiment.share ? 'challenger' : 'champion';
}

/**
 * Matured results of both arms: value per application in minor units, declined ones count as 0. Only applications on
 * which the two policies differ belong here: where they agree, the difference is zero and only noise would be added.
 */
export interface ExperimentResults {
  readonly champion: readonly number[];
  readonly challenger: readonly number[];
}

export type Verdict = 'promote' | 'retire' | 'evidence-too-thin';

export interface ExperimentState {
  readonly verdict: Verdict;
  /** Mean value per differing application, challenger less champion, with a confidence sequence for every look. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly applications: { readonly champion: number; readonly challenger: number };
  readonly alpha: number;
}

export interface VerdictRule {
  /** Probability of a wrong verdict over all looks together. */
  readonly alpha: number;
  /** Matured applications in each arm before any verdict. */
  readonly minimumPerArm: number;
}

export const DEFAULT_RULE: VerdictRule = { alpha: 0.05, minimumPerArm: 100 };

/**
 * Judges an experiment. May be asked after every outcome: the interval is an asymptotic confidence sequence
 * (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2021, "Time-uniform central limit theory") for the difference of means,
 * tuned to be tightest near 600 applications, so looking often does not raise the chance of a wrong verdict.
 */
export function judge(results: ExperimentResults, rule: VerdictRule = DEFAULT_RULE): ExperimentState {
  const [a, b] = [moments(results.champion), moments(results.challenger)];
  const difference = b.mean - a.mean;
  const total = a.count + b.count;
  const radius = sequenceRadius(total, total * (a.variance / a.count + b.variance / b.count), rule.alpha);
  const [low, high] = [difference - radius, difference + radius];
  const enough = Math.min(a.count, b.count) >= rule.minimumPerArm;
  const verdict = enough && low > 0 ? 'promote' : enough && high < 0 ? 'retire' : 'evidence-too-thin';
  return {
    verdict,
    difference,
    low,
    high,
    applications: { champion: a.count, challenger: b.count },
    alpha: rule.alpha,
  };
}

const TUNED_FOR = 600;

/** Half width of the sequence for a mean of `count` terms with the given variance each. */
function sequenceRadius(count: number, variance: number, alpha: number): number {
  if (!Number.isFinite(variance)) return Infinity;
  // Tightest at the tuned size: rho^2 = (-2 log alpha + log(-2 log alpha) + 1) / size.
  const rho2 = (-2 * log(alpha) + log(-2 * log(alpha)) + 1) / TUNED_FOR;
  const growth = count * rho2 + 1;
  return Math.sqrt(((2 * growth) / (count * count * rho2)) * log(Math.sqrt(growth) / alpha) * variance);
}

function moments(values: readonly number[]): { count: number; mean: number; variance: number } {
  const count = values.length;
  const mean = count === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / count;
  const variance = count < 2 ? NaN : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}
