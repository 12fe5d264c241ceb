import type { SurvivalTarget } from '../target.ts';

/** Share of the rows that have ended by the end of the last window: the others tell how many reach it. */
const ENDED = 0.95;

/** So little before its time counts an event that those at the end of a window belong to it. */
const BEFORE = 1 - 1e-9;

/** Even windows up to a time that some rows outlive: hazards of windows that nobody completes cannot be told. */
export function raceWindows({ time }: SurvivalTarget, windows: number): Float64Array {
  const sorted = time.slice().sort();
  const last = sorted[Math.floor(ENDED * (sorted.length - 1))] as number;
  const horizon = last > 0 ? last : Math.max(sorted.at(-1) as number, 1);
  return new Float64Array(windows + 1).map((_, j) => (j * horizon) / windows);
}

/**
 * A target whose events count in the window that they end: an event of month 12 belongs to the twelfth month, and who is
 * observed for twelve months without one has completed it.
 */
export function endingWindows(target: SurvivalTarget): SurvivalTarget {
  const time = target.time.map((at, row) => ((target.cause[row] as number) > 0 ? at * BEFORE : at));
  return { ...target, time: time.map((at, row) => Math.max(at, target.entry[row] as number)) };
}
