/** Aggregates of a kind of measurement: in every window, and only in the longest one, where there is enough to see. */
export interface Measure {
  readonly every: readonly string[];
  readonly longest: readonly string[];
  /** What the values count; factors of one unit may be divided and subtracted. */
  readonly unit: 'minor' | 'number' | 'share' | 'none';
}

const RHYTHM = ['days_since_last', 'days_since_first', 'active_days', 'gap_mean', 'gap_min', 'burstiness'];

/** Which aggregates tell something about which kind of value. */
export const measures = {
  /** Events themselves. */
  events: {
    every: ['count'],
    longest: [...RHYTHM, 'decay_count', 'night_share', 'weekend_share', 'hour_entropy'],
    unit: 'none',
  },
  /** Answers and statements that come when asked for or month by month: the hour tells nothing. */
  reports: {
    every: ['count'],
    longest: ['days_since_last', 'days_since_first', 'decay_count'],
    unit: 'none',
  },
  /** Amounts of money, minor units: they add up. */
  money: {
    every: ['sum', 'mean', 'max'],
    longest: ['last', 'min', 'median', 'p90', 'stddev', 'cv', 'gini', 'trend', 'change', 'decay_sum'],
    unit: 'minor',
  },
  /** Numbers that add up: pieces, seconds, calls. */
  amount: {
    every: ['sum', 'mean', 'max'],
    longest: ['last', 'median', 'p90', 'cv', 'trend', 'change', 'decay_mean'],
    unit: 'number',
  },
  /** A state that each event tells anew: ages, utilisation, ratios. */
  level: {
    every: ['mean', 'max'],
    longest: ['last', 'min', 'range', 'stddev', 'trend', 'change', 'max_drawdown', 'decay_mean'],
    unit: 'none',
  },
  /** Yes or no, 1 or 0. */
  flag: {
    every: ['mean', 'sum'],
    longest: ['last', 'longest_run', 'current_run', 'decay_mean'],
    unit: 'share',
  },
  /** Texts: which, and how many different ones. */
  text: {
    every: ['distinct'],
    longest: ['entropy', 'top_share', 'new_share', 'change_share'],
    unit: 'number',
  },
  /** Latitude and longitude. */
  place: { every: ['geo_spread', 'geo_jump_max'], longest: [], unit: 'none' },
  /** Two texts together. */
  pair: { every: ['distinct_pairs'], longest: ['pair_top_share'], unit: 'none' },
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof measures;

/** The measure of that name. */
export function measureOf(name: MeasureName): Measure {
  return measures[name];
}
