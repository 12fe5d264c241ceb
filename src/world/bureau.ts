import { DELINQUENCIES, ENQUIRIES, FAILURES, type People } from './people.ts';
import { at } from './random.ts';

/** The fields of a bureau report, as its event carries them. */
export interface BureauReport {
  readonly openLoans: number;
  readonly outstandingMinor: number;
  readonly monthlyDebtMinor: number;
  readonly enquiries7d: number;
  readonly enquiries30d: number;
  readonly enquiries90d: number;
  readonly lenders90d: number;
  readonly worstDpd12m: number;
  readonly delinquentLoans24m: number;
  readonly cardUtilisation: number;
  readonly historyMonths: number;
}

/** What the bureau knows of the person on the morning of `day`, our own loans included. */
export function reportOf(people: People, i: number, day: number): BureauReport {
  const { worstDpd12m, delinquentLoans24m } = delinquenciesOf(people, i, day);
  return {
    openLoans: at(people.openLoans, i) + at(people.ownLoans, i),
    outstandingMinor: Math.round(at(people.outstandingMinor, i) + at(people.ownOutstandingMinor, i)),
    monthlyDebtMinor: Math.round(at(people.debtMinor, i) + at(people.ownDebtMinor, i)),
    ...enquiriesOf(people, i, day),
    worstDpd12m,
    delinquentLoans24m,
    cardUtilisation: Math.round(at(people.utilisation, i) * 1000) / 1000,
    historyMonths: Math.max(0, Math.floor((day - at(people.historyStart, i)) / 30.4)),
  };
}

function enquiriesOf(
  people: People,
  i: number,
  day: number,
): Pick<BureauReport, 'enquiries7d' | 'enquiries30d' | 'enquiries90d' | 'lenders90d'> {
  let [enquiries7d, enquiries30d, enquiries90d] = [0, 0, 0];
  const lenders = new Set<number>();
  for (let k = i * ENQUIRIES; k < (i + 1) * ENQUIRIES; k++) {
    const age = day - at(people.enquiryDay, k);
    if (age <= 0 || age > 90) continue;
    enquiries90d++;
    if (age <= 30) enquiries30d++;
    if (age <= 7) enquiries7d++;
    lenders.add(at(people.enquiryLender, k));
  }
  return { enquiries7d, enquiries30d, enquiries90d, lenders90d: lenders.size };
}

function delinquenciesOf(people: People, i: number, day: number): { worstDpd12m: number; delinquentLoans24m: number } {
  let worstDpd12m = 0;
  let delinquentLoans24m = 0;
  for (let k = i * DELINQUENCIES; k < (i + 1) * DELINQUENCIES; k++) {
    const age = day - at(people.delinquencyDay, k);
    if (age <= 0 || age > 730) continue;
    delinquentLoans24m++;
    if (age <= 365) worstDpd12m = Math.max(worstDpd12m, at(people.delinquencyDpd, k));
  }
  return { worstDpd12m, delinquentLoans24m };
}

/** Failed payments of our own loans in the 180 days before `day`. */
export function failuresOf(people: People, i: number, day: number): number {
  let count = 0;
  for (let k = i * FAILURES; k < (i + 1) * FAILURES; k++) {
    const age = day - at(people.failureDay, k);
    if (age > 0 && age <= 180) count++;
  }
  return count;
}
