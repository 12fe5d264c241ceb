import { z } from '#base';
import { day, idParams, instant, moneySchema, page, pageQuery } from './common.ts';
import { defineRoute, readers, workers } from './route.ts';

const loanStatus = z.enum(['active', 'settled', 'charged_off']);

export const loanSummary = z.object({
  id: z.string(),
  applicationId: z.string(),
  personId: z.string(),
  productId: z.string(),
  principal: moneySchema,
  outstanding: moneySchema,
  aprBps: z.int(),
  termMonths: z.int(),
  disbursedOn: day,
  status: loanStatus,
  dpd: z.int(),
  worstDpd: z.int(),
});

export const loanDetail = loanSummary.extend({
  participations: z.array(z.object({ funderId: z.string(), sharePpm: z.int() })),
  instalments: z.array(
    z.object({
      number: z.int(),
      dueOn: day,
      principal: moneySchema,
      interest: moneySchema,
      paidPrincipal: moneySchema,
      paidInterest: moneySchema,
      paidOn: day.nullable(),
    }),
  ),
  payments: z.array(
    z.object({
      id: z.string(),
      receivedAt: instant,
      amount: moneySchema,
      principal: moneySchema,
      interest: moneySchema,
      excess: moneySchema,
      method: z.string(),
    }),
  ),
  postings: z.array(
    z.object({
      transactionId: z.string(),
      bookedOn: day,
      kind: z.string(),
      counterAccount: z.string(),
      debit: moneySchema,
      credit: moneySchema,
      balance: moneySchema,
    }),
  ),
});

export const loanRoutes = {
  list: defineRoute({
    name: 'loans.list',
    method: 'GET',
    path: '/v1/loans',
    summary: 'Loans, newest first',
    roles: readers,
    query: pageQuery.extend({
      status: loanStatus.optional(),
      personId: z.string().max(100).optional(),
      minimumDpd: z.coerce.number().int().min(0).max(10_000).optional(),
    }),
    answer: page(loanSummary),
  }),
  get: defineRoute({
    name: 'loans.get',
    method: 'GET',
    path: '/v1/loans/{id}',
    summary: 'One loan with schedule, payments and postings',
    roles: readers,
    params: idParams,
    answer: loanDetail,
  }),
  pay: defineRoute({
    name: 'payments.create',
    method: 'POST',
    path: '/v1/payments',
    summary: 'Book a payment that came in',
    roles: workers,
    body: z.strictObject({
      paymentId: z.string().regex(/^[\w:.-]{1,100}$/),
      loanId: z.string().regex(/^[\w:.-]{1,100}$/),
      amount: moneySchema.refine(({ amountMinor }) => amountMinor > 0 && amountMinor <= 100_000_000_000, {
        message: 'a payment is between 1 and 100000000000 minor units',
      }),
      method: z.enum(['auto_debit', 'transfer', 'card', 'cash']).default('transfer'),
      receivedAt: instant.optional(),
    }),
    answer: z.object({ paymentId: z.string(), loanId: z.string(), booked: z.boolean(), note: z.string() }),
    status: 201,
    idempotent: true,
  }),
  verifyLedger: defineRoute({
    name: 'ledger.verify',
    method: 'GET',
    path: '/v1/ledger/verify',
    summary: 'Recompute every balance from the postings; no break is the only right answer',
    roles: ['auditor', 'risk', 'admin'],
    answer: z.object({
      breaks: z.array(z.object({ kind: z.string(), subject: z.string(), expected: z.string(), found: z.string() })),
      totals: z.array(z.object({ currency: z.string(), debitMinor: z.string(), creditMinor: z.string() })),
    }),
  }),
};
