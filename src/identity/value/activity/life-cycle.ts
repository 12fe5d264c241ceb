/** Where a person stands in life with a lender. */
export type LifeCycleTag =
  | 'visitor'
  | 'registered'
  | 'credited'
  | 'active'
  | 'dormant'
  | 'churned'
  | 'delinquent'
  | 'reactivated';

/** What happened, as far as life cycles go. */
export interface LifeCycleEvent {
  readonly kind: 'seen' | 'registered' | 'credited' | 'used' | 'overdue' | 'cured';
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** After how long without use a customer counts as asleep, and as gone; how long one who came back counts as such. */
export interface LifeCycleLimits {
  readonly dormantMs: number;
  readonly churnedMs: number;
  readonly reactivatedMs: number;
}

const DAY = 86_400_000;

export const LIFE_CYCLE_LIMITS: LifeCycleLimits = {
  dormantMs: 90 * DAY,
  churnedMs: 365 * DAY,
  reactivatedMs: 30 * DAY,
};

/**
 * The tag of a person at an instant, from the events up to it in any order. Overdue outweighs all; who never used the
 * credit ages from the day it was granted.
 */
export function lifeCycleTag(
  events: readonly LifeCycleEvent[],
  now: number,
  limits: LifeCycleLimits = LIFE_CYCLE_LIMITS,
): LifeCycleTag {
  const past = events.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  const last = (kind: LifeCycleEvent['kind']): number => past.findLast((event) => event.kind === kind)?.at ?? -Infinity;
  if (last('overdue') > last('cured')) return 'delinquent';
  const uses = past.filter(({ kind }) => kind === 'used').map(({ at }) => at);
  const latest = uses.at(-1);
  if (latest !== undefined) return tagOfUse(uses, now, limits);
  if (last('credited') > -Infinity) return now - last('credited') > limits.churnedMs ? 'churned' : 'credited';
  return last('registered') > -Infinity ? 'registered' : 'visitor';
}

function tagOfUse(uses: readonly number[], now: number, limits: LifeCycleLimits): LifeCycleTag {
  const idle = now - (uses.at(-1) as number);
  if (idle > limits.churnedMs) return 'churned';
  if (idle > limits.dormantMs) return 'dormant';
  const returned = uses.findLast((at, k) => k > 0 && at - (uses[k - 1] as number) > limits.dormantMs);
  return returned !== undefined && now - returned <= limits.reactivatedMs ? 'reactivated' : 'active';
}
