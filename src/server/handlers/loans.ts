import { TallyError, formatDay, formatInstant, type z } from '#base';
import { accounts, daysPastDue, type IngestOutcome } from '#lend';
import { forTenant } from '#store';
import { validateEvent } from '#stream';
import type { loanDetail, loanRoutes, loanSummary } from '../api/loans.ts';
import type { Call } from '../http/context.ts';
import { decodeCursor, pageOf } from '../http/cursor.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { wireMoney } from '../views/money-view.ts';
import { instantOf } from './instant-of.ts';
import { Where } from './where.ts';

type LoanSummary = z.infer<typeof loanSummary>;
type ListQuery = typeof loanRoutes.list extends { query?: z.ZodType<infer Q> } ? Q : never;
type PayBody = typeof loanRoutes.pay extends { body?: z.ZodType<infer B> } ? B : never;

export interface LoanRow {
  readonly loan_id: string;
  readonly application_id: string;
  readonly person_id: string;
  readonly product_id: string;
  readonly currency: string;
  readonly principal_minor: number;
  readonly outstanding_minor: number;
  readonly apr_bps: number;
  readonly term_months: number;
  readonly disbursed_day: number;
  readonly status: LoanSummary['status'];
  readonly dpd: number;
  readonly worst_dpd: number;
  readonly participations: readonly { readonly funderId: string; readonly sharePpm: number }[];
}

/** A loan for a list; days past due of an open one come from the book in memory, which is never behind. */
export function loanView(row: LoanRow, { engine }: Tenant): LoanSummary {
  const open = engine.ports.book.get(row.loan_id);
  return {
    id: row.loan_id,
    applicationId: row.application_id,
    personId: row.person_id,
    productId: row.product_id,
    principal: wireMoney(row.principal_minor, row.currency),
    outstanding: wireMoney(row.status === 'charged_off' ? 0 : row.outstanding_minor, row.currency),
    aprBps: row.apr_bps,
    termMonths: row.term_months,
    disbursedOn: formatDay(row.disbursed_day),
    status: row.status,
    dpd: open === undefined ? row.dpd : daysPastDue(open, engine.lastClosedDay),
    worstDpd: row.worst_dpd,
  };
}

export async function listLoans({ tenant, query }: Call<unknown, ListQuery>) {
  const where = new Where(tenant.id).equals('status', query.status).equals('person_id', query.personId);
  if (query.minimumDpd !== undefined) where.add((place) => `dpd >= ${place}`, query.minimumDpd);
  if (query.cursor !== undefined) {
    const [day, id] = decodeCursor(query.cursor, ['number', 'string']);
    where.add((a, b) => `(disbursed_day, loan_id) < (${a}::int8, ${b})`, day, id);
  }
  const rows = await tenant.engine.ports.db.query<LoanRow>(
    `select * from loan where ${where.text} order by disbursed_day desc, loan_id desc limit ${query.limit + 1}`,
    where.values,
  );
  return pageOf(rows, query.limit, {
    item: (row) => loanView(row, tenant),
    key: (row) => [row.disbursed_day, row.loan_id],
  });
}

interface InstalmentRow {
  readonly number: number;
  readonly due_day: number;
  readonly principal_minor: number;
  readonly interest_minor: number;
  readonly paid_principal_minor: number;
  readonly paid_interest_minor: number;
  readonly paid_day: number | null;
}

interface PaymentRow {
  readonly payment_id: string;
  readonly received_at: number;
  readonly amount_minor: number;
  readonly principal_minor: number;
  readonly interest_minor: number;
  readonly excess_minor: number;
  readonly method: string;
}

export async function getLoan({ tenant, params }: Call<{ id: string }>): Promise<z.infer<typeof loanDetail>> {
  const read = forTenant(tenant.engine.ports.db, tenant.id);
  const [row] = await read.query<LoanRow>('select * from loan where tenant = $1 and loan_id = $2', [params.id]);
  if (row === undefined) {
    throw new TallyError('SERVER_NOT_FOUND', `there is no loan ${params.id}`, {
      hint: 'list them at /v1/loans',
      status: 404,
    });
  }
  const [instalments, payments] = await Promise.all([
    read.query<InstalmentRow>('select * from instalment where tenant = $1 and loan_id = $2 order by number', [
      params.id,
    ]),
    read.query<PaymentRow>(
      'select * from payment where tenant = $1 and loan_id = $2 order by received_at, payment_id',
      [params.id],
    ),
  ]);
  const amount = (minor: number | bigint) => wireMoney(Number(minor), row.currency);
  return {
    ...loanView(row, tenant),
    participations: [...row.participations],
    instalments: instalments.map((item) => ({
      number: item.number,
      dueOn: formatDay(item.due_day),
      principal: amount(item.principal_minor),
      interest: amount(item.interest_minor),
      paidPrincipal: amount(item.paid_principal_minor),
      paidInterest: amount(item.paid_interest_minor),
      paidOn: item.paid_day === null ? null : formatDay(item.paid_day),
    })),
    payments: payments.map((item) => ({
      id: item.payment_id,
      receivedAt: formatInstant(item.received_at),
      amount: amount(item.amount_minor),
      principal: amount(item.principal_minor),
      interest: amount(item.interest_minor),
      excess: amount(item.excess_minor),
      method: item.method,
    })),
    postings: await postingsOf(tenant, params.id, amount),
  };
}

async function postingsOf(
  { engine }: Tenant,
  loanId: string,
  amount: (minor: bigint) => { amountMinor: number; currency: string },
) {
  const { ledger, tenant } = engine.ports;
  const { lines } = await ledger.statement(tenant, accounts.loan(loanId), { from: 0, to: 1_000_000 });
  return lines.map((line) => ({
    transactionId: line.transactionId,
    bookedOn: formatDay(line.bookedDay),
    kind: line.kind,
    counterAccount: line.counterAccount,
    debit: amount(line.debit),
    credit: amount(line.credit),
    balance: amount(line.balance),
  }));
}

export async function createPayment({ tenant, body, key, remember }: Call<unknown, unknown, PayBody>) {
  const { engine } = tenant;
  const { paymentId, loanId, amount, method, receivedAt } = body;
  const answerOf = (made: IngestOutcome | undefined) => {
    const note = made?.duplicate === true ? `payment ${paymentId} was booked before` : (made?.note ?? '');
    return { paymentId, loanId, booked: note === '', note };
  };
  const event = validateEvent({
    kind: 'payment.received',
    source: 'api',
    idempotencyKey: key,
    identifiers: [{ kind: 'loan', value: loanId }],
    occurredAt: receivedAt === undefined ? engine.ports.clock.now() : instantOf(receivedAt),
    data: { loanId, paymentId, ...amount, method },
  });
  if (!engine.ports.ledger.knows(tenant.id, `payment:${paymentId}`)) assertOpen(tenant, body);
  const outcomes = await engine.ingest([event], {
    also: ([made]) => remember({ status: 201, answer: JSON.stringify(answerOf(made)) }),
  });
  return answerOf(outcomes[0]);
}

/** A payment for a loan that is not open would be stored without effect: refused before it is taken in. */
function assertOpen({ engine }: Tenant, { loanId, amount }: PayBody): void {
  const loan = engine.ports.book.get(loanId);
  if (loan === undefined) {
    throw new TallyError('SERVER_LOAN_CLOSED', `loan ${loanId} is not open`, {
      hint: 'check the id; settled and written-off loans take no payments here',
      status: 409,
    });
  }
  if (loan.currency === amount.currency) return;
  throw new TallyError(
    'SERVER_LOAN_CURRENCY',
    `loan ${loanId} is in ${loan.currency}, the payment in ${amount.currency}`,
    {
      hint: 'convert the amount first',
      status: 422,
    },
  );
}
