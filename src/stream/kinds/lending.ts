import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { count, currency, minor, reference } from './fields.ts';

const loan = {
  loanId: reference,
  applicationId: reference,
  cell: z.string().max(40).optional().describe('map cell of the borrower at application'),
};

export const loanDisbursed = defineEvent({
  kind: 'loan.disbursed',
  version: 1,
  origin: 'platform',
  description: 'money of a loan went out',
  schema: z.strictObject({
    ...loan,
    principalMinor: minor,
    currency,
    termMonths: count,
    aprBps: z.int().min(0).max(100_000),
    firstDueDay: z.int(),
  }),
  personal: {},
});

export const paymentReceived = defineEvent({
  kind: 'payment.received',
  version: 1,
  origin: 'outside',
  description: 'money for a loan came in',
  schema: z.strictObject({
    loanId: reference,
    paymentId: reference,
    amountMinor: z.int().min(1).max(100_000_000_000),
    currency,
    method: z.enum(['auto_debit', 'transfer', 'card', 'cash']),
  }),
  personal: {},
});

export const paymentFailed = defineEvent({
  kind: 'payment.failed',
  version: 1,
  origin: 'outside',
  description: 'a collection attempt on an account failed',
  schema: z.strictObject({ loanId: reference, amountMinor: minor, reason: z.string().max(60) }),
  personal: {},
});

export const repaymentMatched = defineEvent({
  kind: 'repayment.matched',
  version: 1,
  origin: 'outside',
  description: 'the servicer matched money to an instalment',
  schema: z.strictObject({
    loanId: reference,
    instalment: count,
    dueMinor: minor,
    paidMinor: minor,
    paidShare: z.number().min(0).max(1000),
    daysLate: z.int().min(-10_000).max(10_000).describe('negative when early'),
    attempts: count.describe('debits tried, the one that worked included'),
    method: z.enum(['auto_debit', 'transfer', 'card', 'cash']),
  }),
  personal: {},
});

export const loanDelinquent = defineEvent({
  kind: 'loan.delinquent',
  version: 1,
  origin: 'platform',
  description: 'a loan reached 1, 30, 60 or 90 days past due',
  schema: z.strictObject({ ...loan, dpd: count, overdueMinor: minor }),
  personal: {},
});

export const loanCured = defineEvent({
  kind: 'loan.cured',
  version: 1,
  origin: 'platform',
  description: 'an overdue loan became current again',
  schema: z.strictObject({ ...loan, dpd: count }),
  personal: {},
});

export const loanSettled = defineEvent({
  kind: 'loan.settled',
  version: 1,
  origin: 'platform',
  description: 'a loan was repaid in full',
  schema: z.strictObject(loan),
  personal: {},
});

export const loanChargedOff = defineEvent({
  kind: 'loan.charged_off',
  version: 1,
  origin: 'platform',
  description: 'a loan was written off as lost',
  schema: z.strictObject({ ...loan, lossMinor: minor }),
  personal: {},
});
