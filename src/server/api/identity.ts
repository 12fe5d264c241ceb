import { z } from '#base';
import { idParams, instant } from './common.ts';
import { admins, defineRoute, readers, riskOwners, workers } from './route.ts';

const identifier = z.strictObject({ kind: z.string().max(40), token: z.string().min(1).max(200) });
const reason = z.string().min(5).max(300);
const factNumber = z.int().min(0).describe('number of a link, merge or correction; undo names it');

const profileAnswer = z.object({
  at: instant,
  tag: z.string().describe('place in the life cycle'),
  firstSeenAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  dimensions: z.array(z.object({ name: z.string(), weight: z.number(), halfLifeDays: z.number() })),
  loans: z.int(),
  payments: z.int(),
  lentMinor: z.int(),
  paidMinor: z.int(),
  rfm: z
    .object({ recency: z.int(), frequency: z.int(), monetary: z.int() })
    .nullable()
    .describe('grades 1 to 5 among all customers; 0 without a loan; null for instants in the past'),
  value: z
    .object({ expectedMinor: z.number().nullable(), alive: z.number().nullable() })
    .nullable()
    .describe('expected borrowing in a year and chance to come back; null where it cannot be told'),
  segments: z.array(z.object({ id: z.string(), name: z.string() })).describe('as of now'),
});

const linkAnswer = z.object({
  fact: factNumber,
  kind: z.string(),
  token: z.string(),
  shown: z.string().describe('masked value'),
  strength: z.int().describe('1 (a hint) to 10 (sure)'),
  person: z.string().describe('id under which the person was made whom it was first seen with'),
  users: z.int().describe('persons seen with it'),
  shared: z.boolean().describe('of so many persons that it joins nobody'),
  occurredAt: instant,
  recordedAt: instant,
});

const identityAnswer = z.object({
  personId: z.string(),
  persons: z.array(z.string()).describe('ids that count as this person'),
  links: z.array(linkAnswer),
  merges: z.array(
    z.object({
      fact: factNumber,
      from: z.string(),
      into: z.string(),
      strength: z.int(),
      at: instant,
      holds: z.boolean(),
    }),
  ),
  corrections: z.array(
    z.object({
      fact: factNumber,
      kind: z.enum(['merge', 'split', 'apart', 'undo']),
      actor: z.string(),
      reason: z.string(),
      undoes: factNumber.nullable(),
      at: instant,
      holds: z.boolean(),
    }),
  ),
});

const correctionAnswer = z.object({
  fact: factNumber,
  kind: z.string(),
  persons: z.array(z.string()).describe('persons that it left, each once'),
});

const consentAnswer = z.object({
  items: z.array(
    z.object({
      scope: z.string(),
      granted: z.boolean(),
      purposes: z.array(z.string()).nullable().describe('all when null'),
      occurredAt: instant,
      recordedAt: instant,
      expiresAt: instant.nullable(),
      source: z.string(),
      textVersion: z.string().nullable(),
    }),
  ),
  allowed: z.array(z.object({ scope: z.string(), purposes: z.array(z.string()) })).describe('as of now'),
});

export const identityRoutes = {
  profile: defineRoute({
    name: 'people.profile',
    method: 'GET',
    path: '/v1/people/{id}/profile',
    summary:
      'Profile of a person: life cycle, decayed weights, grades, value, segments; now, or as known at an instant',
    roles: readers,
    params: idParams,
    query: z.object({ at: instant.optional() }),
    answer: profileAnswer,
  }),
  identity: defineRoute({
    name: 'people.identity',
    method: 'GET',
    path: '/v1/people/{id}/identity',
    summary: 'Who the person is believed to be, or was at an instant: links with strengths, merges, corrections',
    roles: readers,
    params: idParams,
    query: z.object({
      validAt: instant.optional().describe('what held in the world then'),
      knownAt: instant.optional().describe('by what had been recorded then'),
    }),
    answer: identityAnswer,
  }),
  merge: defineRoute({
    name: 'people.merge',
    method: 'POST',
    path: '/v1/people/{id}/merge',
    summary: 'Another person turned out to be this one',
    roles: riskOwners,
    params: idParams,
    body: z.strictObject({ from: z.string().min(1).max(120), reason }),
    answer: correctionAnswer,
    idempotent: true,
  }),
  split: defineRoute({
    name: 'people.split',
    method: 'POST',
    path: '/v1/people/{id}/split',
    summary: 'Move identifiers to a new person, or part two of them at the weakest link between',
    roles: riskOwners,
    params: idParams,
    body: z.strictObject({
      identifiers: z.array(identifier).min(1).max(200).optional().describe('these go to a new person'),
      apart: z.array(identifier).length(2).optional().describe('these two are of two people'),
      reason,
    }),
    answer: correctionAnswer,
    idempotent: true,
  }),
  undo: defineRoute({
    name: 'identity.undo',
    method: 'POST',
    path: '/v1/identity/undo',
    summary: 'Take back a link, a merge or a correction; undoing an undo brings it back',
    roles: riskOwners,
    body: z.strictObject({ fact: factNumber, reason }),
    answer: correctionAnswer,
    idempotent: true,
  }),
  belief: defineRoute({
    name: 'identity.belief',
    method: 'GET',
    path: '/v1/identity/belief',
    summary: 'Who an identifier was believed to belong to at an instant',
    roles: readers,
    query: z.object({
      identifierKind: z.string().max(40).default('phone'),
      identifier: z.string().max(200).default('').describe('value in the clear; looked up by its token'),
      validAt: instant.optional().describe('what held in the world then'),
      knownAt: instant.optional().describe('by what had been recorded then'),
    }),
    answer: z.object({
      personId: z.string().nullable().describe('null for nobody, or so many that it said nothing'),
      persons: z.array(z.string()).describe('ids that counted as this person'),
    }),
  }),
  shared: defineRoute({
    name: 'identity.shared',
    method: 'GET',
    path: '/v1/identity/shared',
    summary: 'Identifiers that so many persons were seen with that they join nobody, the most shared first',
    roles: readers,
    answer: z.object({ items: z.array(z.object({ kind: z.string(), token: z.string(), persons: z.int() })) }),
  }),
  erase: defineRoute({
    name: 'people.erase',
    method: 'POST',
    path: '/v1/people/{id}/erase',
    summary:
      'Destroy the keys of a person: personal data can never be read again, the network forgets him; loans stay on the books',
    roles: admins,
    params: idParams,
    body: z.strictObject({ reason }),
    answer: z.object({ persons: z.array(z.string()).describe('ids that counted as this person') }),
    idempotent: true,
  }),
  consents: defineRoute({
    name: 'people.consents',
    method: 'GET',
    path: '/v1/people/{id}/consents',
    summary: 'What the person agreed to, for which purposes, until when',
    roles: readers,
    params: idParams,
    answer: consentAnswer,
  }),
  consent: defineRoute({
    name: 'people.setConsent',
    method: 'POST',
    path: '/v1/people/{id}/consents',
    summary: 'Record that the person gave or withdrew consent',
    roles: workers,
    params: idParams,
    body: z.strictObject({
      scope: z.enum(['contacts', 'location', 'device', 'bureau', 'marketing']),
      granted: z.boolean(),
      purposes: z
        .array(z.enum(['underwriting', 'fraud', 'servicing', 'marketing']))
        .min(1)
        .optional(),
      expiresAt: instant.optional(),
      textVersion: z.string().min(1).max(60).optional(),
    }),
    answer: consentAnswer,
    idempotent: true,
  }),
};
