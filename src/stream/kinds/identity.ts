import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { reference } from './fields.ts';

export const identityMerged = defineEvent({
  kind: 'identity.merged',
  version: 1,
  origin: 'platform',
  description: 'two persons turned out to be one',
  schema: z.strictObject({ from: reference, into: reference }),
  personal: {},
});

export const identitySplit = defineEvent({
  kind: 'identity.split',
  version: 1,
  origin: 'platform',
  description: 'identifiers were moved from one person to another',
  schema: z.strictObject({ from: reference, into: reference }),
  personal: {},
});

export const consentChanged = defineEvent({
  kind: 'consent.changed',
  version: 1,
  origin: 'outside',
  description: 'a person gave or withdrew consent for a use of data',
  schema: z.strictObject({
    scope: z.enum(['contacts', 'location', 'device', 'bureau', 'marketing']),
    granted: z.boolean(),
  }),
  personal: {},
});
