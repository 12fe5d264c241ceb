import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { count, label, minor, reference, share } from './fields.ts';

export const bankFlowReported = defineEvent({
  kind: 'bank.flow_reported',
  version: 1,
  origin: 'outside',
  description: 'a month of a bank account by category, shared with consent',
  schema: z.strictObject({
    bank: label,
    salaryMinor: minor,
    salaryDay: z.int().min(0).max(31).describe('day of the month, 0 without a salary'),
    otherInMinor: minor,
    loanProceedsMinor: minor,
    transfersInMinor: minor,
    transfersOutMinor: minor,
    rentMinor: minor,
    billsMinor: minor,
    gamblingMinor: minor,
    loanRepaymentMinor: minor,
    cashMinor: minor,
    feesMinor: minor,
    bounced: count.describe('debits returned for want of funds'),
    balanceEndMinor: minor,
    balanceLowMinor: minor,
    transactions: count,
    counterparties: count,
    topCounterpartyShare: share,
    businessInMinor: minor,
    businessOutMinor: minor,
    roundTripMinor: minor.describe('business money that came back from where it went within ten days'),
  }),
  personal: {},
});

export const invoiceIssued = defineEvent({
  kind: 'invoice.issued',
  version: 1,
  origin: 'outside',
  description: 'a firm issued an invoice (invoice register, with consent)',
  schema: z.strictObject({
    buyer: reference,
    buyerAgeMonths: count.describe('since the buyer was founded'),
    buyerSharesAddress: z.boolean().describe('the buyer is registered at the address of the firm'),
    category: label,
    amountMinor: minor,
    taxMinor: minor,
    cancelled: z.boolean(),
  }),
  personal: {},
});

export const taxFiled = defineEvent({
  kind: 'tax.filed',
  version: 1,
  origin: 'outside',
  description: 'a firm filed a tax return (tax office, with consent)',
  schema: z.strictObject({
    declaredTurnoverMinor: minor,
    taxPaidMinor: minor,
    employees: count,
    lateDays: count,
  }),
  personal: {},
});

export const erpOrderRecorded = defineEvent({
  kind: 'erp.order_recorded',
  version: 1,
  origin: 'outside',
  description: 'an order in the books of a firm, shared with consent',
  schema: z.strictObject({
    buyer: reference,
    channel: label,
    items: count,
    amountMinor: minor,
    discountShare: share,
    parcelGrams: count,
    shipHours: count,
    shipped: z.boolean(),
    returned: z.boolean(),
  }),
  personal: {},
});
