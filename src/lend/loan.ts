import type { Day } from '#base';

export type LoanStatus = 'active' | 'settled' | 'charged_off';

/** An instalment with what was paid on it. Amounts are minor units as safe integers. */
export interface Instalment {
  readonly number: number;
  readonly dueDay: Day;
  readonly principalMinor: number;
  readonly interestMinor: number;
  paidPrincipalMinor: number;
  paidInterestMinor: number;
}

/** Who funds which part of a loan; shares are parts per million and add up to a million. */
export interface Participation {
  readonly funderId: string;
  readonly sharePpm: number;
}

/** A loan as servicing keeps it in memory while it is open. */
export interface Loan {
  readonly loanId: string;
  readonly applicationId: string;
  personId: string;
  readonly productId: string;
  readonly currency: string;
  readonly principalMinor: number;
  readonly aprBps: number;
  readonly termMonths: number;
  readonly disbursedDay: Day;
  readonly participations: readonly Participation[];
  readonly instalments: Instalment[];
  status: LoanStatus;
  /** Days past due at the last close. */
  dpd: number;
  /** Worst ever. */
  worstDpd: number;
  /** First day on which the loan was 30 days past due, or -1; and 90 days. */
  firstBadDay: Day;
  firstNonPerformingDay: Day;
  chargedOffMinor: number;
  receivedMinor: number;
}

/** Principal that is not yet repaid. */
export function outstandingMinor(loan: Loan): number {
  return loan.instalments.reduce((sum, item) => sum + item.principalMinor - item.paidPrincipalMinor, 0);
}

/** The oldest instalment that is not fully paid. */
export function oldestOpen(loan: Loan): Instalment | undefined {
  return loan.instalments.find((item) => openOf(item) > 0);
}

/** What is still to pay on an instalment. */
export function openOf(item: Instalment): number {
  return item.principalMinor + item.interestMinor - item.paidPrincipalMinor - item.paidInterestMinor;
}

/** Days past due after the close of `day`: an instalment unpaid on its due day is one day past due. */
export function daysPastDue(loan: Loan, day: Day): number {
  const oldest = oldestOpen(loan);
  return oldest === undefined ? 0 : Math.max(0, day + 1 - oldest.dueDay);
}

/** What is due by the close of `day` and unpaid. */
export function overdueMinor(loan: Loan, day: Day): number {
  return loan.instalments.filter(({ dueDay }) => dueDay <= day).reduce((sum, item) => sum + openOf(item), 0);
}
