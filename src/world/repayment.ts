import { closeLoan, isStillThere } from './burden.ts';
import type { DayBook } from './day-book.ts';
import type { FraudForm } from './people.ts';
import type { Loan, Task } from './loan.ts';
import { matchRepayment } from './match-repayment.ts';
import { planTask, type Market } from './market.ts';
import { recordDelinquency, recordFailure } from './credit-file.ts';
import { at } from './random.ts';
import { lateDaysOf } from './trajectory.ts';

const MINUTE = 60_000;
/** Auto debit runs before anybody wakes; transfers come during the day. */
const DEBIT_AT = 2 * 60 * MINUTE;
const ABANDON_DAYS = 200;

/** An instalment falls due: paid by debit, paid late, or the day the loan breaks. */
export function meetDue(market: Market, loan: Loan, { instalment, book }: { instalment: number; book: DayBook }): void {
  const { onset, cureDays, lateProbability } = loan.trajectory;
  const breaks = onset > 0 && instalment >= onset && !loan.cured;
  if (breaks) {
    fail(market, loan, { instalment, book });
    if (instalment !== onset) return;
    breakLoan(market, loan, { instalment, cureDays, book });
    return;
  }
  const rng = market.country.rng.fork('instalment', loan.number * 64 + instalment);
  if (!rng.chance(lateProbability)) {
    pay(market, loan, { upTo: instalment, book, method: 'auto_debit' });
    return;
  }
  fail(market, loan, { instalment, book });
  const lateDays = lateDaysOf(rng.uniform(), rng.uniform());
  planTask(market, book.day + lateDays, { kind: 'pay', loanId: loan.loanId, instalment, lateDays });
  if (lateDays > 3) planTask(market, book.day + 3, { kind: 'retry', loanId: loan.loanId, instalment });
}

function breakLoan(
  market: Market,
  loan: Loan,
  { instalment, cureDays, book }: { instalment: number; cureDays: number; book: DayBook },
): void {
  const { loanId } = loan;
  const retries = [3, 10, 25].filter((days) => cureDays === 0 || days < cureDays);
  for (const days of retries) planTask(market, book.day + days, { kind: 'retry', loanId, instalment });
  for (const dpd of [30, 60, 90]) {
    if (cureDays === 0 || dpd < cureDays) planTask(market, book.day + dpd, { kind: 'worsen', loanId, dpd });
  }
  if (cureDays > 0) planTask(market, book.day + cureDays, { kind: 'cure', loanId, instalment });
  else planTask(market, book.day + ABANDON_DAYS, { kind: 'abandon', loanId });
  if (loan.fraudForm !== '') planInvestigation(market, loan, book.day);
}

function planInvestigation(market: Market, { number, applicationId, fraudForm }: Loan, day: number): void {
  const rng = market.country.rng.fork('investigation', number);
  if (!rng.chance(market.country.pack.fraud.confirmedShare)) return;
  planTask(market, day + 20 + rng.below(40), { kind: 'confirm', applicationId, form: fraudForm });
}

function fail(market: Market, loan: Loan, { instalment, book }: { instalment: number; book: DayBook }): void {
  book.write({
    kind: 'payment.failed',
    at: DEBIT_AT + (loan.number % 997) * 1000,
    identifiers: identifiersOf(loan),
    data: {
      loanId: loan.loanId,
      amountMinor: loan.schedule[instalment - 1]?.amountMinor ?? 0,
      reason: 'insufficient_funds',
    },
  });
  if (isStillThere(market, loan)) recordFailure(market.country.people, loan.person, book.day);
}

interface Payment {
  readonly upTo: number;
  readonly book: DayBook;
  readonly method: 'auto_debit' | 'transfer';
}

function pay(market: Market, loan: Loan, { upTo, book, method }: Payment): void {
  const { people } = market.country;
  const covered = loan.schedule.slice(loan.paid, upTo);
  const amountMinor = covered.reduce((sum, instalment) => sum + instalment.amountMinor, 0);
  if (amountMinor === 0) return;
  const { paid } = loan;
  loan.paid = upTo;
  const hour = method === 'auto_debit' ? DEBIT_AT : (9 + (loan.number % 12)) * 60 * MINUTE;
  const when = hour + (loan.number % 997) * 1000;
  book.write({
    kind: 'payment.received',
    at: when,
    identifiers: identifiersOf(loan),
    data: { loanId: loan.loanId, paymentId: `wp-${++market.state.payments}`, amountMinor, currency: 'CNY', method },
  });
  matchRepayment(loan, { book, at: when, method, identifiers: identifiersOf(loan), range: [paid, upTo] });
  if (isStillThere(market, loan)) {
    people.paidInstalments[loan.person] = Math.min(60_000, at(people.paidInstalments, loan.person) + covered.length);
    people.ownOutstandingMinor[loan.person] = Math.max(0, at(people.ownOutstandingMinor, loan.person) - amountMinor);
  }
  if (loan.paid >= loan.schedule.length) closeLoan(market, loan);
}

function identifiersOf({
  loanId,
  applicationId,
  account,
}: Loan): { kind: 'loan' | 'application' | 'account'; value: string }[] {
  return [
    { kind: 'loan', value: loanId },
    { kind: 'application', value: applicationId },
    { kind: 'account', value: account },
  ];
}

type LoanTask = Exclude<Extract<Task, { loanId: string }>, { kind: 'moved' }>;

/** Does one planned thing to a loan. */
export function runLoanTask(market: Market, loan: Loan, { task, book }: { task: LoanTask; book: DayBook }): void {
  switch (task.kind) {
    case 'due':
      return meetDue(market, loan, { instalment: task.instalment, book });
    case 'retry':
      return fail(market, loan, { instalment: task.instalment, book });
    case 'pay':
      if (task.lateDays >= 5) note(market, loan, { day: book.day, dpd: task.lateDays });
      return pay(market, loan, { upTo: Math.max(task.instalment, loan.paid), book, method: 'transfer' });
    case 'cure':
      return cure(market, loan, book);
    case 'worsen':
      return note(market, loan, { day: book.day, dpd: task.dpd });
    case 'abandon':
      return closeLoan(market, loan);
  }
}

function cure(market: Market, loan: Loan, book: DayBook): void {
  loan.cured = true;
  const due = loan.schedule.filter((instalment) => instalment.dueDay <= book.day).length;
  pay(market, loan, { upTo: due, book, method: 'transfer' });
}

function note(market: Market, loan: Loan, spell: { day: number; dpd: number }): void {
  if (isStillThere(market, loan)) recordDelinquency(market.country.people, loan.person, spell);
}

/** The investigation's finding reaches the lender. */
export function confirmFraud(book: DayBook, { applicationId, form }: { applicationId: string; form: FraudForm }): void {
  const identifiers = [{ kind: 'application', value: applicationId }] as const;
  book.write({
    kind: 'fraud.confirmed',
    at: 10 * 60 * MINUTE,
    source: 'investigation',
    identifiers,
    data: { applicationId, form },
  });
}
