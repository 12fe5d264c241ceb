/** Where a person stands in life with a lender. */
export const lifeCycleTags = [
  'visitor',
  'registered',
  'credited',
  'active',
  'dormant',
  'churned',
  'delinquent',
  'reactivated',
] as const;

export type LifeCycleTag = (typeof lifeCycleTags)[number];

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

/** All that the tag depends on: instants of the last of each, -Infinity for never. */
export interface LifeCycleState {
  readonly registered: number;
  readonly credited: number;
  readonly used: number;
  /** The last use that came after a sleep. */
  readonly returned: number;
  readonly overdue: number;
  readonly cured: number;
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
  const uses = past.filter(({ kind }) => kind === 'used').map(({ at }) => at);
  const returned = uses.findLast((at, k) => k > 0 && at - (uses[k - 1] as number) > limits.dormantMs) ?? -Infinity;
  const [registered, credited, used] = [last('registered'), last('credited'), last('used')];
  return tagOf({ registered, credited, used, returned, overdue: last('overdue'), cured: last('cured') }, now, limits);
}

/** The tag at an instant not before any of the state's. */
export function tagOf(state: LifeCycleState, now: number, limits: LifeCycleLimits = LIFE_CYCLE_LIMITS): LifeCycleTag {
  if (state.overdue > state.cured) return 'delinquent';
  if (state.used > -Infinity) {
    const idle = now - state.used;
    if (idle > limits.churnedMs) return 'churned';
    if (idle > limits.dormantMs) return 'dormant';
    return now - state.returned <= limits.reactivatedMs ? 'reactivated' : 'active';
  }
  if (state.credited > -Infinity) return now - state.credited > limits.churnedMs ? 'churned' : 'credited';
  return state.registered > -Infinity ? 'registered' : 'visitor';
}

/** The first instant after `now` at which time alone may change the tag; Infinity when it never does. */
export function nextTagChange(
  { overdue, cured, used, returned, credited }: LifeCycleState,
  now: number,
  limits: LifeCycleLimits = LIFE_CYCLE_LIMITS,
): number {
  if (overdue > cured) return Infinity;
  if (used === -Infinity) return sooner(Infinity, credited + limits.churnedMs, now);
  const woken = sooner(Infinity, returned + limits.reactivatedMs, now);
  return sooner(sooner(woken, used + limits.dormantMs, now), used + limits.churnedMs, now);
}

/** The instant after the end of something, when that lies ahead and comes sooner than what is known. */
function sooner(known: number, end: number, now: number): number {
  return end >= now && end + 1 < known ? end + 1 : known;
}
