import { TallyError, type Day } from '#base';

export interface WorldOptions {
  /** Citizens; the rings' members come on top. */
  readonly people: number;
  readonly seed: number;
  /** `default`, `mild` or `hostile`. */
  readonly pack: string;
  /** The first simulated day; 2025-01-01 when left out. */
  readonly startDay?: Day;
}

export const DEFAULT_START: Day = 20_089;
const MAX_PEOPLE = 2_000_000;

/** Refuses people and seeds out of range: `WORLD_OPTIONS_INVALID`. */
export function checkOptions(people: number, seed: number): void {
  if (Number.isInteger(people) && people >= 100 && people <= MAX_PEOPLE && Number.isSafeInteger(seed) && seed >= 0)
    return;
  throw new TallyError('WORLD_OPTIONS_INVALID', `a world of ${people} people with seed ${seed} cannot be made`, {
    hint: `people must be an integer from 100 to ${MAX_PEOPLE}, the seed a non-negative integer`,
  });
}
