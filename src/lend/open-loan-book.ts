import { forTenant, writtenSince, type Database, type TenantReader, type WriteMark } from '#store';
import { createLoanBook, type LoanBook, type SavedBook } from './loan-book.ts';
import { loanFromRow, type StoredLoan } from './loan-rows.ts';
import type { Instalment, Participation } from './loan.ts';

/** A book as it was when the mark was taken or later. */
export interface BookAtMark {
  readonly book: SavedBook;
  readonly mark: WriteMark;
}

/** The book with every open loan of the store. With a saved one, only loans whose rows were written since are read. */
export async function openLoanBook(db: Database, tenant: string, saved?: BookAtMark): Promise<LoanBook> {
  const read = forTenant(db, tenant);
  const book = createLoanBook();
  if (saved === undefined) {
    addRows(book, await read.query<OpenLoanRow>(openLoans("status = 'active'")));
    return book;
  }
  const written = await readWritten(read, saved.mark);
  for (const { loan, marks, payments } of saved.book) {
    if (written.has(loan.loanId)) continue;
    book.add(loan, marks);
    for (const id of payments) book.notePayment(loan.loanId, id);
  }
  if (written.size > 0) {
    const which = `status = 'active' and ${writtenSince(2)}`;
    addRows(book, await read.query<OpenLoanRow>(openLoans(which), [saved.mark.transaction]));
  }
  return book;
}

async function readWritten(read: TenantReader, { transaction }: WriteMark): Promise<ReadonlySet<string>> {
  const sql = `select loan_id from loan where tenant = $1 and ${writtenSince(2)}`;
  const rows = await read.query<{ loan_id: string }>(sql, [transaction]);
  return new Set(rows.map((row) => row.loan_id));
}

function addRows(book: LoanBook, rows: readonly OpenLoanRow[]): void {
  // Nearly all loans have the same funders: one list serves them.
  const funders = new Map<string, readonly Participation[]>();
  for (const row of rows) {
    const participations = funders.get(row.participations) ?? (JSON.parse(row.participations) as Participation[]);
    funders.set(row.participations, participations);
    const loan = loanFromRow({ ...row, participations });
    loan.instalments.push(...row.schedule.split(';').map(instalmentFromText));
    book.add(loan, row.marks);
    for (const id of JSON.parse(row.payments ?? '[]') as string[]) book.notePayment(loan.loanId, id);
  }
}

interface OpenLoanRow extends Omit<StoredLoan, 'participations'> {
  readonly participations: string;
  readonly marks: string;
  readonly schedule: string;
  readonly payments: string | null;
}

/** Open loans with their schedules as text: a row for each instalment would cost ten times as much on the way. */
const openLoans = (which: string): string => `
  with chosen as materialized (select * from loan where tenant = $1 and ${which})
  select l.loan_id, l.application_id, l.person_id, l.product_id, l.currency, l.principal_minor, l.apr_bps, l.term_months,
    l.disbursed_day, l.participations::text as participations, l.marks::text as marks, l.status, l.dpd, l.worst_dpd,
    l.first_bad_day, l.first_non_performing_day, l.received_minor, l.charged_off_minor, s.schedule, p.payments
  from chosen l
  join (select loan_id, string_agg(concat_ws(',', number, due_day, principal_minor, interest_minor,
          paid_principal_minor, paid_interest_minor), ';' order by number) as schedule
        from instalment where tenant = $1 and loan_id in (select loan_id from chosen)
        group by loan_id) s on s.loan_id = l.loan_id
  left join (select loan_id, json_agg(payment_id)::text as payments
        from payment where tenant = $1 and loan_id in (select loan_id from chosen)
        group by loan_id) p on p.loan_id = l.loan_id
  order by l.loan_id`;

function instalmentFromText(text: string): Instalment {
  const [number = 0, dueDay = 0, principalMinor = 0, interestMinor = 0, paidPrincipalMinor = 0, paidInterestMinor = 0] =
    text.split(',').map(Number);
  return { number, dueDay, principalMinor, interestMinor, paidPrincipalMinor, paidInterestMinor };
}
