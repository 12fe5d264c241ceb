import { TallyError } from '#base';
import type { SurvivalTarget } from '../target.ts';

/** How time is cut into windows. */
export interface WindowSettings {
  /** Number of windows. */
  readonly windows: number;
  /** Length of a window, in the unit of the times; the longest time divided by their number when left out. */
  readonly windowLength?: number | undefined;
}

/**
 * Edges of the windows, from 0: window j is [edges[j], edges[j + 1]). The last of windows without a given length includes
 * the longest time.
 */
export function windowEdges({ time }: SurvivalTarget, { windows, windowLength }: WindowSettings): Float64Array {
  let longest = 0;
  for (const at of time) longest = Math.max(longest, at);
  const length = windowLength ?? (longest * (1 + 1e-9)) / windows;
  return new Float64Array(windows + 1).map((_, j) => j * length);
}

/**
 * Checks a survival target; returns the number of causes.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SURVIVAL_TIME`, `LEARN_SURVIVAL_EVENT`, `LEARN_NO_EVENTS`.
 */
export function checkSurvival({ entry, time, cause }: SurvivalTarget, rows: number): number {
  for (const [name, values] of Object.entries({ entry, time, cause })) {
    if (values.length === rows) continue;
    throw new TallyError('LEARN_SHAPE', `${name} has ${values.length} values for ${rows} rows`, {
      hint: 'give one value per row',
    });
  }
  let causes = 0;
  for (let row = 0; row < rows; row++) {
    const [from, to, why] = [entry[row] as number, time[row] as number, cause[row] as number];
    if (!(from >= 0 && to >= from && to < Infinity)) throw wrongTime(row, from, to);
    if (!(why >= 0 && why <= MAX_CAUSES)) throw wrongCause(row, why);
    causes = Math.max(causes, why);
  }
  if (causes > 0) return causes;
  throw new TallyError('LEARN_NO_EVENTS', `none of the ${rows} rows ends with an event`, {
    hint: 'a survival model needs rows whose event is 1 (or the number of its cause)',
  });
}

const MAX_CAUSES = 16;

function wrongTime(row: number, from: number, to: number): TallyError {
  return new TallyError('LEARN_SURVIVAL_TIME', `row ${row} is observed from ${from} to ${to}`, {
    hint: 'times are finite, not negative, and end after they begin',
    data: { row, from, to },
  });
}

function wrongCause(row: number, cause: number): TallyError {
  return new TallyError('LEARN_SURVIVAL_EVENT', `the event of row ${row} is ${cause}`, {
    hint: `0 is censored, 1 to ${MAX_CAUSES} name the cause`,
    data: { row, cause },
  });
}
