import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { label, minor, reference } from './fields.ts';

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
