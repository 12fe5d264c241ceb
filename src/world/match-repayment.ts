import type { DayBook } from './day-book.ts';
import type { WorldIdentifier } from './event.ts';
import type { Loan } from './loan.ts';

/** Days after the due day on which a debit is tried again: once for somebody a little late, thrice for a broken loan. */
const RETRIES = [3, 10, 25];

interface Match {
  readonly book: DayBook;
  readonly at: number;
  readonly method: 'auto_debit' | 'transfer';
  readonly identifiers: readonly WorldIdentifier[];
  /** The instalments covered: after the first so many, up to the second. */
  readonly range: readonly [number, number];
}

/** The servicer matches a payment to the instalments it covers. */
export function matchRepayment(loan: Loan, { book, at, method, identifiers, range: [from, upTo] }: Match): void {
  loan.schedule.slice(from, upTo).forEach(({ dueDay, amountMinor }, k) => {
    const daysLate = book.day - dueDay;
    const retries = (loan.cured ? RETRIES : RETRIES.slice(0, 1)).filter((days) => days < daysLate).length;
    book.write({
      kind: 'repayment.matched',
      aside: true,
      at: at + 60_000,
      source: 'servicer',
      identifiers,
      data: {
        loanId: loan.loanId,
        instalment: from + k + 1,
        dueMinor: amountMinor,
        paidMinor: amountMinor,
        paidShare: 1,
        daysLate,
        attempts: 1 + (daysLate > 0 ? 1 + retries : 0),
        method,
      },
    });
  });
}
