import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { label, reference } from './fields.ts';

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
  schema: z.strictObject({
    from: reference,
    into: reference,
    offsets: z.array(z.int().min(0)).optional().describe("events that are the other person's now"),
  }),
  personal: {},
});

export const identityErased = defineEvent({
  kind: 'identity.erased',
  version: 1,
  origin: 'platform',
  description: 'a person was erased: his keys are destroyed, the network forgets him',
  schema: z.strictObject({ person: reference }),
  personal: {},
});

export const consentChanged = defineEvent({
  kind: 'consent.changed',
  version: 2,
  earlier: [1],
  origin: 'outside',
  description: 'a person gave or withdrew consent for a use of data',
  schema: z.strictObject({
    scope: z.enum(['contacts', 'location', 'device', 'bureau', 'marketing']),
    granted: z.boolean(),
    purposes: z
      .array(z.enum(['underwriting', 'fraud', 'servicing', 'marketing']))
      .min(1)
      .optional(),
    expiresAt: z.int().min(0).optional().describe('from when on a grant does not count, milliseconds'),
    textVersion: label.optional().describe('version of the text that was agreed to'),
  }),
  personal: {},
});

const transition = { segmentId: reference, version: z.int().min(1) };

export const segmentEntered = defineEvent({
  kind: 'segment.entered',
  version: 1,
  origin: 'platform',
  description: 'a person came to belong to a segment',
  schema: z.strictObject(transition),
  personal: {},
});

export const segmentLeft = defineEvent({
  kind: 'segment.left',
  version: 1,
  origin: 'platform',
  description: 'a person does not belong to a segment any more',
  schema: z.strictObject(transition),
  personal: {},
});
