import { dayOfInstant, minorToNumber } from '#base';
import type { PendingOffer } from './decide-application.ts';
import type { Handling } from './effects.ts';
import { instalmentRow, loanRow } from './loan-rows.ts';
import type { Loan } from './loan.ts';
import { splitOverFunders } from './participation.ts';
import type { LendPorts } from './ports.ts';
import { accounts, disbursementBooking } from './postings.ts';
import { equalInstalments } from './schedule.ts';
import { applicationTable, instalmentTable, loanTable } from './tables.ts';

/** Opens and pays out the loan of an accepted offer: schedule, postings, rows and event in the unit of the answer. */
export function disburse(ports: LendPorts, handling: Handling, offer: PendingOffer): Loan {
  const loan = openLoan(ports, handling, offer);
  const { unit, event } = handling;
  const day = loan.disbursedDay;
  const identifiers = [...offer.identifiers, { kind: 'loan' as const, token: loan.loanId }];
  const marks = { identifiers, ...(offer.cell === undefined ? {} : { cell: offer.cell }) };
  ports.book.add(loan, marks);
  unit.insert(loanTable, [loanRow(loan, marks)]);
  unit.insert(
    instalmentTable,
    loan.instalments.map((item) => instalmentRow(loan.loanId, item, undefined)),
  );
  unit.update(applicationTable, [{ application_id: offer.applicationId, status: 'disbursed', loan_id: loan.loanId }]);
  unit.add(openAccounts(ports, loan));
  unit.add(
    ports.ledger.prepare(
      ports.tenant,
      disbursementBooking(loan, splitOverFunders(loan.participations, loan.principalMinor)),
    ).part,
  );
  ports.metrics.add(day, 'loans');
  ports.metrics.add(day, 'disbursed_minor', loan.principalMinor);
  ports.audit.record({
    at: event.recordedAt,
    actor: 'engine',
    action: 'loan.disbursed',
    subject: `loan:${loan.loanId}`,
    detailHash: '',
  });
  handling.emit({
    kind: 'loan.disbursed',
    key: `disbursed:${loan.loanId}`,
    identifiers,
    data: {
      loanId: loan.loanId,
      applicationId: loan.applicationId,
      ...(offer.cell === undefined ? {} : { cell: offer.cell }),
      principalMinor: loan.principalMinor,
      currency: loan.currency,
      termMonths: loan.termMonths,
      aprBps: loan.aprBps,
      firstDueDay: loan.instalments[0]?.dueDay ?? day,
    },
  });
  return loan;
}

function openLoan(ports: LendPorts, { event, person }: Handling, offer: PendingOffer): Loan {
  const disbursedDay = dayOfInstant(event.recordedAt);
  const { amountMinor, aprBps, termMonths } = offer;
  const schedule = equalInstalments({ principalMinor: BigInt(amountMinor), aprBps, termMonths, disbursedDay });
  return {
    loanId: ports.ids.next('loan'),
    applicationId: offer.applicationId,
    personId: person.id,
    productId: offer.productId,
    currency: offer.currency,
    principalMinor: amountMinor,
    aprBps,
    termMonths,
    disbursedDay,
    participations: [{ funderId: ports.funderId, sharePpm: 1_000_000 }],
    instalments: schedule.map((item) => ({
      number: item.number,
      dueDay: item.dueDay,
      principalMinor: minorToNumber(item.principalMinor),
      interestMinor: minorToNumber(item.interestMinor),
      paidPrincipalMinor: 0,
      paidInterestMinor: 0,
    })),
    status: 'active',
    dpd: 0,
    worstDpd: 0,
    firstBadDay: -1,
    firstNonPerformingDay: -1,
    chargedOffMinor: 0,
    receivedMinor: 0,
  };
}

function openAccounts({ ledger, funderId, tenant }: LendPorts, { loanId, currency }: Loan) {
  return ledger.prepareAccounts(tenant, [
    { id: accounts.loan(loanId), kind: 'asset', currency },
    { id: accounts.cash(currency), kind: 'asset', currency },
    { id: accounts.funder(funderId, currency), kind: 'liability', currency },
    { id: accounts.interest(currency), kind: 'income', currency },
    { id: accounts.loss(currency), kind: 'expense', currency },
    { id: accounts.excess(currency), kind: 'liability', currency },
  ]);
}
