import { median, robustDeviation, trimmedDeviation } from './robust.ts';

/** Days before a series may alert, days that it remembers, days that make its scale, and days of its level. */
const [WARM, KEPT, JUDGED, LEVEL] = [28, 63, 42, 7];
/** By how much a jump must exceed the largest deviation of the days that are remembered: of counts and levels, of flat series. */
const [BEYOND, BEYOND_FLAT] = [1.25, 1.1];
/** Cumulative sum: slack of a day, the limit, and the most that one day adds. */
const [SLACK, LIMIT, MOST] = [1, 20, 4];
/** Days of silence after an alert, in which the series finds its new level. */
const SILENT = 7;

/** The state of a series, serialisable. */
export interface SeriesState {
  readonly values: number[];
  /** Each value less the level of the days before it. */
  readonly steps: number[];
  /** Each value less what was expected, as far as that was known. */
  readonly errors: number[];
  /** Deviations of the days that raised no alert. */
  readonly seen: number[];
  /** Deviation of the day before. */
  last: number;
  up: number;
  down: number;
  silent: number;
}

/** What is known of the kind of a series. */
export interface SeriesKind {
  /** Deviation that chance alone has at least. */
  readonly least: number;
  /** Deviations that make a jump. */
  readonly jump: number;
  /** It has neither trend nor weekdays, so all that is remembered says what is expected. */
  readonly isFlat?: boolean;
  /** False for what is not told every day: what creeps is not looked for. */
  readonly hasDrift?: boolean;
}

export interface SeriesStep {
  readonly expected: number;
  readonly deviation: number;
  readonly alert: 'jump' | 'drift' | undefined;
}

export function emptySeries(): SeriesState {
  return { values: [], steps: [], errors: [], seen: [], last: 0, up: 0, down: 0, silent: 0 };
}

/**
 * Takes the next day's value of a series and says how far it is from what the days before make likely. Expected is the median of the
 * last week plus what the same weekday usually has beyond it; the scale is robust, learned from the series itself, and not below
 * `least`. A jump, of a day or of two together, exceeds `jump` deviations and everything remembered by a quarter, so heavy tails raise
 * their own bar; a cumulative sum (Page, 1954) finds what creeps.
 */
export function seeValue(state: SeriesState, value: number, kind: SeriesKind): SeriesStep {
  const { least, isFlat = false } = kind;
  const { values, steps } = state;
  const level = median(isFlat ? values : values.slice(-LEVEL));
  if (Number.isNaN(level)) {
    if (!Number.isNaN(value)) values.push(value);
    return { expected: NaN, deviation: 0, alert: undefined };
  }
  // The steps of the same weekday: every seventh back.
  const same = steps.filter((_, i) => (steps.length - i) % 7 === 0);
  const centre = median(steps);
  const usual = isFlat
    ? 0
    : same.length < 3
      ? steps.length === 0
        ? 0
        : centre
      : shrunk(median(same), centre, same.length);
  const expected = level + usual;
  if (Number.isNaN(value)) {
    // A day that says nothing counts as usual: weekdays stay in their places.
    keep(values, expected);
    keep(steps, usual);
    return { expected, deviation: 0, alert: undefined };
  }
  const errors = state.errors.slice(-JUDGED);
  const scale = Math.max(least, robustDeviation(errors, 0) || 0, 0.8 * trimmedDeviation(errors, 0) || 0);
  const deviation = scale > 0 ? (value - expected) / scale : 0;
  const alert = steps.length < WARM ? undefined : judge(state, deviation, kind);
  state.last = deviation;
  keep(values, value);
  // A day that raised an alert does not teach what is usual.
  if (alert === undefined) {
    keep(steps, value - level);
    keep(state.errors, value - expected);
  }
  if (alert === undefined && steps.length > LEVEL) keep(state.seen, Math.abs(deviation));
  return { expected, deviation, alert };
}

function shrunk(own: number, all: number, days: number): number {
  return all + ((own - all) * days) / (days + 1);
}

function judge(
  state: SeriesState,
  deviation: number,
  { jump, isFlat = false, hasDrift = true }: SeriesKind,
): SeriesStep['alert'] {
  if (state.silent > 0) {
    state.silent--;
    return undefined;
  }
  const day = Math.min(MOST, Math.max(-MOST, deviation));
  state.up = Math.max(0, state.up + day - SLACK);
  state.down = Math.max(0, state.down - day - SLACK);
  const most = state.seen.reduce((known, one) => Math.max(known, one), 0);
  // Of two days together chance has the same deviation.
  const both = Math.abs(deviation + state.last) / Math.SQRT2;
  const isJump = Math.max(Math.abs(deviation), both) >= Math.max(jump, (isFlat ? BEYOND_FLAT : BEYOND) * most);
  const isDrift = hasDrift && Math.max(state.up, state.down) > LIMIT;
  if (!isJump && !isDrift) return undefined;
  state.up = 0;
  state.down = 0;
  state.silent = SILENT;
  return isJump ? 'jump' : 'drift';
}

function keep(list: number[], value: number): void {
  list.push(value);
  if (list.length > KEPT) list.shift();
}
