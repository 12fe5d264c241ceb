import { DELINQUENCIES, ENQUIRIES, FAILURES, type People } from './people.ts';

/** A late spell on any loan, ours or another's, in the credit file; the oldest one is forgotten. */
export function recordDelinquency(people: People, i: number, { day, dpd }: { day: number; dpd: number }): void {
  const first = i * DELINQUENCIES;
  people.delinquencyDay.copyWithin(first + 1, first, first + DELINQUENCIES - 1);
  people.delinquencyDpd.copyWithin(first + 1, first, first + DELINQUENCIES - 1);
  people.delinquencyDay[first] = day;
  people.delinquencyDpd[first] = dpd;
}

/** Another lender's enquiry in the credit file. */
export function recordEnquiry(people: People, i: number, { day, lender }: { day: number; lender: number }): void {
  const first = i * ENQUIRIES;
  people.enquiryDay.copyWithin(first + 1, first, first + ENQUIRIES - 1);
  people.enquiryLender.copyWithin(first + 1, first, first + ENQUIRIES - 1);
  people.enquiryDay[first] = day;
  people.enquiryLender[first] = lender;
}

/** A failed payment of one of our loans. */
export function recordFailure(people: People, i: number, day: number): void {
  const first = i * FAILURES;
  people.failureDay.copyWithin(first + 1, first, first + FAILURES - 1);
  people.failureDay[first] = day;
}
