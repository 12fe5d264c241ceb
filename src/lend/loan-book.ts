import type { Day } from '#base';
import type { BorrowerMarks } from './loan-rows.ts';
import { oldestOpen, type Loan } from './loan.ts';

/** Open loans in memory, found by id and by the day on which something falls due. */
export interface LoanBook {
  get(loanId: string): Loan | undefined;
  marks(loanId: string): BorrowerMarks;
  /** Marks may come as the JSON they are stored as: most are never asked for, and parsing all would slow a restart. */
  add(loan: Loan, marks: BorrowerMarks | string): void;
  /** True when the open loan received this payment, however long ago. */
  hasPayment(loanId: string, paymentId: string): boolean;
  notePayment(loanId: string, paymentId: string): void;
  /** An open loan turned out to be another person's. */
  setPerson(loanId: string, personId: string): void;
  remove(loanId: string): void;
  open(): Iterable<Loan>;
  /** Loans whose oldest unpaid instalment was due by that day. */
  dueBy(day: Day): Loan[];
  /** Loans with an instalment due exactly that day, paid early or not. */
  dueOn(day: Day): readonly Loan[];
  readonly size: number;
  /** Everything as of now, for the next opening; call while nothing is on its way to the store. */
  save(): SavedBook;
}

/** The open loans of a moment: plain data. */
export type SavedBook = readonly SavedLoan[];

export interface SavedLoan {
  readonly loan: Loan;
  readonly marks: BorrowerMarks | string;
  readonly payments: readonly string[];
}

const NO_MARKS: BorrowerMarks = { identifiers: [] };

export function createLoanBook(): LoanBook {
  const loans = new Map<string, Loan>();
  const marks = new Map<string, BorrowerMarks | string>();
  const payments = new Map<string, Set<string>>();
  const calendar = new Map<Day, Set<string>>();
  const overdue = new Set<string>();
  let reached = -Infinity;
  const lookUp = (ids: Iterable<string>): Loan[] =>
    [...ids].map((id) => loans.get(id)).filter((loan): loan is Loan => loan !== undefined);
  return {
    get: (loanId) => loans.get(loanId),
    marks: (loanId) => {
      const known = marks.get(loanId) ?? NO_MARKS;
      return typeof known === 'string' ? (JSON.parse(known) as BorrowerMarks) : known;
    },
    open: () => loans.values(),
    get size() {
      return loans.size;
    },
    add(loan, borrower) {
      loans.set(loan.loanId, loan);
      marks.set(loan.loanId, borrower);
      for (const { dueDay } of loan.instalments) {
        const due = calendar.get(dueDay) ?? new Set<string>();
        calendar.set(dueDay, due.add(loan.loanId));
        if (dueDay <= reached) overdue.add(loan.loanId);
      }
    },
    hasPayment: (loanId, paymentId) => payments.get(loanId)?.has(paymentId) === true,
    notePayment(loanId, paymentId) {
      payments.set(loanId, (payments.get(loanId) ?? new Set<string>()).add(paymentId));
    },
    setPerson(loanId, personId) {
      const loan = loans.get(loanId);
      if (loan !== undefined) loan.personId = personId;
    },
    remove(loanId) {
      loans.delete(loanId);
      payments.delete(loanId);
      marks.delete(loanId);
      overdue.delete(loanId);
    },
    save: () =>
      [...loans].map(([loanId, loan]) => ({
        loan,
        marks: marks.get(loanId) ?? NO_MARKS,
        payments: [...(payments.get(loanId) ?? [])],
      })),
    dueOn: (day) => lookUp(calendar.get(day) ?? []),
    dueBy(day) {
      for (const [due, ids] of calendar) {
        if (due > day) continue;
        for (const id of ids) overdue.add(id);
        if (due < day) calendar.delete(due);
      }
      reached = Math.max(reached, day);
      for (const id of overdue) {
        const loan = loans.get(id);
        const oldest = loan === undefined ? undefined : oldestOpen(loan);
        if (oldest === undefined || oldest.dueDay > day) overdue.delete(id);
      }
      return lookUp(overdue);
    },
  };
}
