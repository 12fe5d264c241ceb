import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { count, label, minor, reference } from './fields.ts';

/* Who and what stands behind an application: papers, accounts, companies, guarantors. Digests (cards, legal persons) come as such. */

export const applicationReferenced = defineEvent({
  kind: 'application.referenced',
  version: 1,
  origin: 'outside',
  description: 'the papers of an application: who vouches, who brought it, where the money is to go',
  schema: z.strictObject({
    applicationId: reference,
    emergencyContacts: z.array(z.string().min(1).max(200)).max(5),
    card: reference.describe('digest of the card that is to be paid'),
    office: reference.optional().describe('sales office that took it'),
    agent: reference.optional().describe('registered agent or member of staff who brought it'),
    template: reference.optional().describe('digest of the layout of the papers'),
    salaryPayer: reference.optional().describe('company that pays the salary by the papers'),
    payerAgeMonths: count.optional().describe('since that company was founded'),
  }),
  personal: { emergencyContacts: 'phone' },
});

export const transferObserved = defineEvent({
  kind: 'transfer.observed',
  version: 1,
  origin: 'outside',
  description: 'money of a loan was moved on from the card that was paid, or from the next one',
  schema: z.strictObject({
    loanId: reference,
    fromCard: reference,
    toCard: reference.optional().describe('missing for cash'),
    counterparty: z.enum(['person', 'merchant', 'lender', 'company', 'own', 'cash']),
    amountMinor: minor,
  }),
  personal: {},
});

export const accountChanged = defineEvent({
  kind: 'account.changed',
  version: 1,
  origin: 'outside',
  description: 'a customer changed what his account rests on',
  schema: z.strictObject({ field: z.enum(['payout_card', 'password']), card: reference.optional() }),
  personal: {},
});

export const companyReported = defineEvent({
  kind: 'company.reported',
  version: 1,
  origin: 'outside',
  description: 'an extract of the company register, pulled with an application',
  schema: z.strictObject({
    company: reference,
    legalPerson: reference.describe('digest'),
    companyAddress: reference.describe('digest'),
    companyPhone: z.string().min(1).max(200),
    accountant: reference,
    ageMonths: count,
    capitalMinor: minor,
    employees: count,
  }),
  personal: { companyPhone: 'phone' },
});

export const tradeSettled = defineEvent({
  kind: 'trade.settled',
  version: 1,
  origin: 'outside',
  description: 'what a company was paid by another in half a year, pulled with an application',
  schema: z.strictObject({ company: reference, buyerCompany: reference, amountMinor: minor, payments: count }),
  personal: {},
});

export const guaranteeGiven = defineEvent({
  kind: 'guarantee.given',
  version: 1,
  origin: 'outside',
  description: 'somebody vouches for the loan of a company',
  schema: z.strictObject({
    applicationId: reference,
    company: reference.describe('company of the borrower'),
    guarantor: reference,
    guarantorKind: z.enum(['company', 'person', 'institution']),
    amountMinor: minor,
    relation: label.describe('how they belong together, as declared'),
  }),
  personal: {},
});
