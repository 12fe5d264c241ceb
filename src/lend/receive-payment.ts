import { dayOfInstant, type Day } from '#base';
import { allocatePayment, type Allocation } from './allocate.ts';
import type { Handling } from './effects.ts';
import { instalmentRow, loanState } from './loan-rows.ts';
import { daysPastDue, openOf, outstandingMinor, type Loan } from './loan.ts';
import { splitOverFunders } from './participation.ts';
import type { LendPorts } from './ports.ts';
import { paymentBooking } from './postings.ts';
import { instalmentTable, loanTable, paymentTable } from './tables.ts';

interface PaymentData {
  readonly loanId: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string;
}

/** Books a payment on its loan; returns why it had no effect, if so. */
export function receivePayment(ports: LendPorts, handling: Handling): string | undefined {
  const payment = handling.event.data as unknown as PaymentData;
  const loan = ports.book.get(payment.loanId);
  if (isBooked(ports, payment)) return `payment ${payment.paymentId} was booked before`;
  if (loan === undefined) return `loan ${payment.loanId} is not open`;
  if (loan.currency !== payment.currency)
    return `loan ${payment.loanId} is in ${loan.currency}, not ${payment.currency}`;
  const day = dayOfInstant(handling.event.recordedAt);
  const wasLate = loan.dpd > 0;
  const allocation = allocatePayment(loan, payment.amountMinor);
  book(ports, { handling, loan, payment, allocation, day });
  if (wasLate && daysPastDue(loan, day) === 0) cure(handling, loan, ports);
  const settled = outstandingMinor(loan) === 0 && loan.instalments.every((item) => openOf(item) === 0);
  if (settled) settle(ports, handling, loan);
  const closed = settled ? { closed_day: day } : {};
  handling.unit.update(loanTable, [{ ...loanState(loan), closed_day: closed.closed_day ?? null }]);
  return undefined;
}

/** The log knows a payment by its source and for 30 days; loan and books know it whoever reports it again, and when. */
function isBooked({ ledger, book: loans, tenant }: LendPorts, { loanId, paymentId }: PaymentData): boolean {
  return loans.hasPayment(loanId, paymentId) || ledger.knows(tenant, `payment:${paymentId}`);
}

interface BookingParts {
  readonly handling: Handling;
  readonly loan: Loan;
  readonly payment: PaymentData;
  readonly allocation: Allocation;
  readonly day: Day;
}

function book(ports: LendPorts, { handling, loan, payment, allocation, day }: BookingParts): void {
  const { interestMinor, principalMinor, excessMinor, touched } = allocation;
  const { unit, event } = handling;
  ports.book.notePayment(loan.loanId, payment.paymentId);
  unit.insert(paymentTable, [
    {
      payment_id: payment.paymentId,
      loan_id: loan.loanId,
      amount_minor: payment.amountMinor,
      principal_minor: principalMinor,
      interest_minor: interestMinor,
      excess_minor: excessMinor,
      method: payment.method,
      received_at: event.occurredAt,
    },
  ]);
  unit.upsert(
    instalmentTable,
    touched.map((item) => instalmentRow(loan.loanId, item, openOf(item) === 0 ? day : undefined)),
  );
  const toFunders = principalMinor > 0 ? splitOverFunders(loan.participations, principalMinor) : [];
  const parts = { paymentId: payment.paymentId, bookedDay: day, principalMinor, interestMinor, excessMinor, toFunders };
  unit.add(ports.ledger.prepare(ports.tenant, paymentBooking(loan, parts)).part);
  ports.metrics.add(day, 'payments');
  ports.metrics.add(day, 'paid_minor', payment.amountMinor);
  ports.metrics.add(day, 'interest_minor', interestMinor);
}

function cure({ event, emit }: Handling, loan: Loan, ports: LendPorts): void {
  const dpd = loan.dpd;
  loan.dpd = 0;
  emit({
    kind: 'loan.cured',
    key: `cured:${loan.loanId}:${event.offset}`,
    identifiers: ports.book.marks(loan.loanId).identifiers,
    data: { loanId: loan.loanId, applicationId: loan.applicationId, dpd },
  });
}

function settle(ports: LendPorts, { event, emit }: Handling, loan: Loan): void {
  const { identifiers } = ports.book.marks(loan.loanId);
  loan.status = 'settled';
  ports.book.remove(loan.loanId);
  ports.metrics.add(dayOfInstant(event.recordedAt), 'settled');
  emit({
    kind: 'loan.settled',
    key: `settled:${loan.loanId}`,
    identifiers,
    data: { loanId: loan.loanId, applicationId: loan.applicationId },
  });
}
