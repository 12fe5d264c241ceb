import { log1p } from '#base';
import type { Profile } from './profile.ts';
import { TASTES, type Tastes } from './tastes.ts';

/** What a profile brings to a click: log-odds of its own and its place among the tastes. */
export interface Interest {
  readonly alone: Float64Array;
  readonly taste: Float64Array;
}

/** Room for the interests of so many people. */
export function emptyInterest(people: number): Interest {
  return { alone: new Float64Array(people), taste: new Float64Array(people * TASTES) };
}

/** Writes the interest of a profile into row `i`. */
export function setInterest(
  tastes: Tastes,
  { profile, interest }: { profile: Profile; interest: Interest },
  i: number,
) {
  const { alone, taste } = interest;
  alone[i] = 0;
  taste.fill(0, i * TASTES, (i + 1) * TASTES);
  for (const field of ['audience', 'ageBand', 'region', 'device'] as const) {
    const code = profile[field];
    const of = tastes.profile[field];
    alone[i] = (alone[i] as number) + (of.alone[code] as number);
    for (let k = 0; k < TASTES; k++) {
      taste[i * TASTES + k] = (taste[i * TASTES + k] as number) + (of.taste[code * TASTES + k] as number);
    }
  }
}

/** How much row `i` likes a creative: the product of both places among the tastes. */
export function liking(tastes: Tastes, { taste }: Interest, at: { i: number; creative: number }): number {
  const offered = tastes.creative.taste;
  let sum = 0;
  for (let k = 0; k < TASTES; k++) {
    sum += (taste[at.i * TASTES + k] as number) * (offered[at.creative * TASTES + k] as number);
  }
  return sum;
}

/** The rate that neither draws nor repels, and the step of a slope, basis points. */
export const USUAL_RATE_BPS = 1800;
export const RATE_STEP_BPS = 200;

/** Log-odds that a dearer slot adds per deviation of log cost. */
export const ATTENTION = 0.3;

const WEARINESS = 0.35;
const wearinessOf = Float64Array.from({ length: 256 }, (_, seen) => WEARINESS * log1p(seen));

/** Log-odds lost to someone who has seen the campaign so often this week. */
export function weariness(seen: number): number {
  return wearinessOf[Math.min(seen, 255)] as number;
}
