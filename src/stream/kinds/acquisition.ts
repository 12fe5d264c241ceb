import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { count, label, minor, reference } from './fields.ts';

/** A bound on what one advertisement can cost, so that sums over any day stay exact. */
const adCost = z.int().min(0).max(100_000_000);

const placement = { campaignId: reference, channel: label, costMinor: adCost };

export const adShown = defineEvent({
  kind: 'ad.shown',
  version: 1,
  origin: 'outside',
  description: 'an advertisement was shown',
  schema: z.strictObject(placement),
  personal: {},
});

export const adClicked = defineEvent({
  kind: 'ad.clicked',
  version: 1,
  origin: 'outside',
  description: 'an advertisement was clicked',
  schema: z.strictObject(placement),
  personal: {},
});

export const searchPerformed = defineEvent({
  kind: 'search.performed',
  version: 1,
  origin: 'outside',
  description: 'a visitor searched the product catalogue',
  schema: z.strictObject({ purpose: label, amountMinor: minor, termMonths: z.int().min(1).max(120) }),
  personal: {},
});

export const accountRegistered = defineEvent({
  kind: 'account.registered',
  version: 1,
  origin: 'outside',
  description: 'a visitor registered with a phone number',
  schema: z.strictObject({ channel: label, campaignId: reference.optional() }),
  personal: {},
});

export const productViewed = defineEvent({
  kind: 'product.viewed',
  version: 1,
  origin: 'outside',
  description: 'a visitor looked at a loan product',
  schema: z.strictObject({
    productId: reference,
    origin: label.describe('how he came there'),
    dwellS: z.int().min(0).max(86_400),
    scrollPercent: z.int().min(0).max(100),
  }),
  personal: {},
});

export const calculatorUsed = defineEvent({
  kind: 'calculator.used',
  version: 1,
  origin: 'outside',
  description: 'a visitor had the instalment of a loan calculated',
  schema: z.strictObject({
    amountMinor: minor,
    termMonths: z.int().min(1).max(120),
    instalmentMinor: minor,
    changes: count.describe('how often amount or term were moved'),
  }),
  personal: {},
});
