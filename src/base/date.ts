import { TallyError } from './errors.ts';

/** A civil date as days since 1970-01-01 (proleptic Gregorian, no time zone). */
export type Day = number;

export const DAY_MS = 86_400_000;

/** Year, month (1-12) and day of month (1-31). */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days from 1970-01-01 to the civil date (Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayFromCivil({ year, month, day }: CivilDate): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link dayFromCivil}. */
export function civilFromDay(days: Day): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

/** The civil date (UTC) in which the instant falls. */
export function dayOfInstant(ms: number): Day {
  return Math.floor(ms / DAY_MS);
}

/** The first millisecond (UTC) of the day. */
export function instantOfDay(day: Day): number {
  return day * DAY_MS;
}

/** Days in the month: 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The same day of month `months` later, or the last day of that month when it is shorter. */
export function addMonths(from: Day, months: number): Day {
  const { year, month, day } = civilFromDay(from);
  const index = year * 12 + (month - 1) + months;
  const nextYear = Math.floor(index / 12);
  const nextMonth = index - nextYear * 12 + 1;
  return dayFromCivil({ year: nextYear, month: nextMonth, day: Math.min(day, daysInMonth(nextYear, nextMonth)) });
}

/** Months since 1970-01 of the day's month: consecutive integers, for vintages. */
export function monthOfDay(day: Day): number {
  const { year, month } = civilFromDay(day);
  return (year - 1970) * 12 + month - 1;
}

/** `2026-01` of a month index made by {@link monthOfDay}. */
export function formatMonth(month: number): string {
  const year = 1970 + Math.floor(month / 12);
  return `${year}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

/** ISO 8601 `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  const { year, month, day: d } = civilFromDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** ISO 8601 instant with milliseconds, UTC. */
export function formatInstant(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * Reads `YYYY-MM-DD`.
 *
 * @throws TallyError `BASE_DATE_INVALID` when the text is no civil date.
 */
export function parseDay(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new TallyError('BASE_DATE_INVALID', `"${text}" is not a date`, { hint: 'write it as YYYY-MM-DD' });
  }
  return dayFromCivil({ year, month, day });
}
