import type { Day } from '#base';
import { forTenant, type Database } from '#store';
import type { Identifier } from '#stream';
import { instalmentFromRow, loanFromRow, type StoredInstalment, type StoredLoan } from './loan-rows.ts';
import { oldestOpen, type Loan } from './loan.ts';

/** What a loan's events carry besides its own id, so that others who share something can be told. */
export interface BorrowerMarks {
  readonly identifiers: readonly Identifier[];
  readonly cell: string | undefined;
}

/** Open loans in memory, found by id and by the day on which something falls due. */
export interface LoanBook {
  get(loanId: string): Loan | undefined;
  marks(loanId: string): BorrowerMarks;
  add(loan: Loan, marks: BorrowerMarks): void;
  remove(loanId: string): void;
  open(): Iterable<Loan>;
  /** Loans whose oldest unpaid instalment was due by that day. */
  dueBy(day: Day): Loan[];
  /** Loans with an instalment due exactly that day, paid early or not. */
  dueOn(day: Day): readonly Loan[];
  readonly size: number;
}

const NO_MARKS: BorrowerMarks = { identifiers: [], cell: undefined };

export function createLoanBook(): LoanBook {
  const loans = new Map<string, Loan>();
  const marks = new Map<string, BorrowerMarks>();
  const calendar = new Map<Day, Set<string>>();
  const overdue = new Set<string>();
  let reached = -Infinity;
  const lookUp = (ids: Iterable<string>): Loan[] =>
    [...ids].map((id) => loans.get(id)).filter((loan): loan is Loan => loan !== undefined);
  return {
    get: (loanId) => loans.get(loanId),
    marks: (loanId) => marks.get(loanId) ?? NO_MARKS,
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
    remove(loanId) {
      loans.delete(loanId);
      marks.delete(loanId);
      overdue.delete(loanId);
    },
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

/** The book with every open loan of the store. */
export async function openLoanBook(db: Database, tenant: string): Promise<LoanBook> {
  const read = forTenant(db, tenant);
  const loans = await read.query<StoredLoan & { identifiers: Identifier[]; details: { cell?: string } }>(
    `select l.*, a.identifiers, a.details from loan l
     join application a on a.tenant = l.tenant and a.application_id = l.application_id
     where l.tenant = $1 and l.status = 'active' order by l.loan_id`,
  );
  const instalments = await read.query<StoredInstalment>(
    `select i.* from instalment i join loan l on l.tenant = i.tenant and l.loan_id = i.loan_id
     where i.tenant = $1 and l.status = 'active' order by i.loan_id, i.number`,
  );
  const open = new Map(loans.map((row) => [row.loan_id, loanFromRow(row)]));
  for (const row of instalments) open.get(row.loan_id)?.instalments.push(instalmentFromRow(row));
  const book = createLoanBook();
  for (const { loan_id, identifiers, details } of loans) {
    const loan = open.get(loan_id);
    if (loan !== undefined) book.add(loan, { identifiers, cell: details.cell });
  }
  return book;
}
