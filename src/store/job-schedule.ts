import { DAY_MS } from '#base';

/** When a repeating job runs again: every so many milliseconds, or daily at a time of day (UTC, milliseconds after midnight). */
export type Repeat = { readonly everyMs: number } | { readonly dailyAtMs: number };

/** The first instant after `now` on the schedule. Runs missed meanwhile are not made up for. */
export function nextRun(repeat: Repeat, now: number): number {
  if ('everyMs' in repeat) return (Math.floor(now / repeat.everyMs) + 1) * repeat.everyMs;
  const today = Math.floor(now / DAY_MS) * DAY_MS + repeat.dailyAtMs;
  return today > now ? today : today + DAY_MS;
}

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 3_600_000;

/** Delay before attempt number `attempts + 1`: a second, doubled each time, an hour at most. */
export function retryDelayMs(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 30));
}
