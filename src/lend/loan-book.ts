import type { Day } from '#base';
import { forTenant, type Database } from '#store';
import { loanFromRow, type BorrowerMarks, type StoredLoan } from './loan-rows.ts';
import { oldestOpen, type Instalment, type Loan, type Participation } from './loan.ts';

/** Open loans in memory, found by id and by the day on which something falls due. */
export interface LoanBook {
  get(loanId: string): Loan | undefined;
  marks(loanId: string): BorrowerMarks;
  /** Marks may come as the JSON they are stored as: most are never asked for, and parsing all would slow a restart. */
  add(loan: Loan, marks: BorrowerMarks | string): void;
  /** True when the open loan received this payment, however long ago. */
  hasPayment(loanId: string, paymentId: string): boolean;
  notePayment(loanId: string, paymentId: string): void;
  remove(loanId: string): void;
  open(): Iterable<Loan>;
  /** Loans whose oldest unpaid instalment was due by that day. */
  dueBy(day: Day): Loan[];
  /** Loans with an instalment due exactly that day, paid early or not. */
  dueOn(day: Day): readonly Loan[];
  readonly size: number;
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
    remove(loanId) {
      loans.delete(loanId);
      payments.delete(loanId);
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
  const rows = await read.query<OpenLoanRow>(OPEN_LOANS);
  const book = createLoanBook();
  // Nearly all loans have the same funders: one list serves them.
  const funders = new Map<string, readonly Participation[]>();
  for (const row of rows) {
    const participations = funders.get(row.participations) ?? (JSON.parse(row.participations) as Participation[]);
    funders.set(row.participations, participations);
    const loan = loanFromRow({ ...row, participations });
    loan.instalments.push(...row.schedule.split(';').map(instalmentFromText));
    book.add(loan, row.marks);
    for (const id of row.payments?.split(';') ?? []) book.notePayment(loan.loanId, id);
  }
  return book;
}

interface OpenLoanRow extends Omit<StoredLoan, 'participations'> {
  readonly participations: string;
  readonly marks: string;
  readonly schedule: string;
  readonly payments: string | null;
}

/** Open loans with their schedules as text: a row for each instalment would cost ten times as much on the way. */
const OPEN_LOANS = `
  select l.loan_id, l.application_id, l.person_id, l.product_id, l.currency, l.principal_minor, l.apr_bps, l.term_months,
    l.disbursed_day, l.participations::text as participations, l.marks::text as marks, l.status, l.dpd, l.worst_dpd,
    l.first_bad_day, l.first_non_performing_day, l.received_minor, l.charged_off_minor, s.schedule, p.payments
  from loan l
  join (select loan_id, string_agg(concat_ws(',', number, due_day, principal_minor, interest_minor,
          paid_principal_minor, paid_interest_minor), ';' order by number) as schedule
        from instalment where tenant = $1
          and loan_id in (select loan_id from loan where tenant = $1 and status = 'active')
        group by loan_id) s on s.loan_id = l.loan_id
  left join (select loan_id, string_agg(payment_id, ';') as payments
        from payment where tenant = $1
          and loan_id in (select loan_id from loan where tenant = $1 and status = 'active')
        group by loan_id) p on p.loan_id = l.loan_id
  where l.tenant = $1 and l.status = 'active' order by l.loan_id`;

function instalmentFromText(text: string): Instalment {
  const [number = 0, dueDay = 0, principalMinor = 0, interestMinor = 0, paidPrincipalMinor = 0, paidInterestMinor = 0] =
    text.split(',').map(Number);
  return { number, dueDay, principalMinor, interestMinor, paidPrincipalMinor, paidInterestMinor };
}
