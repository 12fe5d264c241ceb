import { log } from '#base';
import type { Case } from './cases/case.ts';
import type { CaseBook } from './cases/case-book.ts';

export const DAY = 86_400_000;
/** A debit that failed this long ago and was not made good counts as a loan gone bad. */
const BAD_AFTER_DAYS = 14;

/** What all detectors look at: the applications so far, how they went, and what is usual among them. */
export interface Setting {
  readonly book: CaseBook;
  readonly at: number;
  /** Submitted applications, oldest first. */
  readonly cases: readonly Case[];
  /** By the index of a case: 1 bad, 0 paid so far, NaN not known yet. */
  readonly outcome: Float64Array;
  /** Share of the bad among those known. */
  readonly badShare: number;
  readonly usual: Usual;
}

/** Median and spread (half of the middle 68 %) of what applications show. */
export interface Usual {
  readonly form: Spread;
  readonly idle: Spread;
  readonly calls: Spread;
}

export interface Spread {
  readonly middle: number;
  readonly half: number;
}

export function settingOf(book: CaseBook, at: number): Setting {
  const cases = book.cases.filter(({ isSubmitted }) => isSubmitted).sort((a, b) => a.at - b.at || a.index - b.index);
  const outcome = Float64Array.from(book.cases, (one) => outcomeOf(one, at));
  let [bad, known] = [0, 0];
  for (const told of outcome) {
    if (told !== told) continue;
    known++;
    bad += told;
  }
  const usual = {
    form: spreadOf(cases.map(({ formSeconds }) => log(formSeconds + 1))),
    idle: spreadOf(cases.map(({ idleSeconds }) => log(idleSeconds + 1))),
    calls: spreadOf(cases.map(({ calls }) => log(calls + 1))),
  };
  return { book, at, cases, outcome, badShare: (bad + 2) / (known + 10), usual };
}

function outcomeOf({ paid, failedSince }: Case, at: number): number {
  if (failedSince === failedSince) return at - failedSince >= BAD_AFTER_DAYS * DAY ? 1 : NaN;
  return paid > 0 ? 0 : NaN;
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values.filter((value) => value === value)).sort();
  const rank = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { middle: rank(0.5), half: Math.max(0.1, (rank(0.84) - rank(0.16)) / 2) };
}

/** By how many spreads the mean of a group lies above the middle; 0 when nothing is known. */
export function above(values: readonly number[], { middle, half }: Spread): number {
  const known = values.filter((value) => value === value);
  if (known.length === 0) return 0;
  return (known.reduce((sum, value) => sum + value, 0) / known.length - middle) / half;
}
