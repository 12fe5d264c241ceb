import type { Rng } from '#base';
import type { Country } from './country.ts';
import type { DayBook } from './day-book.ts';
import { at } from './random.ts';

export const MINUTE = 60_000;

/** One visit that ends in an application. */
export interface Visit {
  readonly person: number;
  readonly number: number;
  readonly at: number;
  readonly atNight: boolean;
  readonly rng: Rng;
  readonly book: DayBook;
}

/** Full years of age. */
export function ageOf(country: Country, person: number, day: number): number {
  return Math.floor((day - at(country.people.birthDay, person)) / 365.25);
}

/** Full months in the present job. */
export function jobMonthsOf({ people }: Country, person: number, day: number): number {
  return Math.max(0, Math.floor((day - at(people.jobStart, person)) / 30.4));
}
