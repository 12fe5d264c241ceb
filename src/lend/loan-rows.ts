import type { Day } from '#base';
import type { Row } from '#store';
import type { Identifier } from '#stream';
import { outstandingMinor, type Instalment, type Loan, type LoanStatus, type Participation } from './loan.ts';

/** The whole row of a new loan. */
export function loanRow(loan: Loan, marks: BorrowerMarks): Row {
  return {
    loan_id: loan.loanId,
    application_id: loan.applicationId,
    person_id: loan.personId,
    product_id: loan.productId,
    currency: loan.currency,
    principal_minor: loan.principalMinor,
    apr_bps: loan.aprBps,
    term_months: loan.termMonths,
    disbursed_day: loan.disbursedDay,
    participations: loan.participations,
    marks,
    ...loanState(loan),
    closed_day: null,
  };
}

/** The columns that servicing changes. */
export function loanState(loan: Loan): Row {
  return {
    loan_id: loan.loanId,
    status: loan.status,
    dpd: loan.dpd,
    worst_dpd: loan.worstDpd,
    first_bad_day: loan.firstBadDay,
    first_non_performing_day: loan.firstNonPerformingDay,
    outstanding_minor: outstandingMinor(loan),
    received_minor: loan.receivedMinor,
    charged_off_minor: loan.chargedOffMinor,
  };
}

export function instalmentRow(loanId: string, item: Instalment, paidDay: Day | undefined): Row {
  return {
    loan_id: loanId,
    number: item.number,
    due_day: item.dueDay,
    principal_minor: item.principalMinor,
    interest_minor: item.interestMinor,
    paid_principal_minor: item.paidPrincipalMinor,
    paid_interest_minor: item.paidInterestMinor,
    paid_day: paidDay ?? null,
  };
}

/** What a loan's events carry besides its own id, so that others who share something can be told. */
export interface BorrowerMarks {
  readonly identifiers: readonly Identifier[];
  readonly cell?: string | undefined;
}

export interface StoredLoan {
  readonly loan_id: string;
  readonly application_id: string;
  readonly person_id: string;
  readonly product_id: string;
  readonly currency: string;
  readonly principal_minor: number;
  readonly apr_bps: number;
  readonly term_months: number;
  readonly disbursed_day: number;
  readonly participations: readonly Participation[];
  readonly status: LoanStatus;
  readonly dpd: number;
  readonly worst_dpd: number;
  readonly first_bad_day: number;
  readonly first_non_performing_day: number;
  readonly received_minor: number;
  readonly charged_off_minor: number;
}

/** A loan from its row; instalments are added by the caller. */
export function loanFromRow(row: StoredLoan): Loan {
  return {
    loanId: row.loan_id,
    applicationId: row.application_id,
    personId: row.person_id,
    productId: row.product_id,
    currency: row.currency,
    principalMinor: row.principal_minor,
    aprBps: row.apr_bps,
    termMonths: row.term_months,
    disbursedDay: row.disbursed_day,
    participations: row.participations,
    instalments: [],
    status: row.status,
    dpd: row.dpd,
    worstDpd: row.worst_dpd,
    firstBadDay: row.first_bad_day,
    firstNonPerformingDay: row.first_non_performing_day,
    chargedOffMinor: row.charged_off_minor,
    receivedMinor: row.received_minor,
  };
}
