import { z } from '#base';
import { listNames } from '#decide';
import { rawIdentifierSchema, applicationDataSchema } from '#stream';
import { day, idParams, instant, moneySchema, namedWords, page, pageQuery, probability, words } from './common.ts';
import { defineRoute, readers, riskOwners, workers } from './route.ts';

const status = z.enum(['offered', 'declined', 'referred', 'refused', 'disbursed']);
const outcome = z.enum(['approved', 'declined', 'referred']);

export const applicationSummary = z.object({
  id: z.string(),
  personId: z.string(),
  productId: z.string(),
  submittedAt: instant,
  amount: moneySchema,
  termMonths: z.int(),
  status,
  outcome,
  creditScore: probability.nullable().describe('probability of default'),
  fraudScore: probability.nullable().describe('probability of fraud'),
  arm: z.string(),
  reasons: z.array(namedWords),
  loanId: z.string().nullable(),
});

/** A step of the replayable trace, as decide records it. */
const traceStep = z.object({
  node: z.string(),
  kind: z.enum(['rules', 'model', 'table', 'cutoff', 'outcome']),
  rule: z.string().optional(),
  model: z.string().optional(),
  score: z.number().optional(),
  row: z.int().optional(),
  above: z.number().optional(),
  passed: z.boolean().optional(),
  outcome: outcome.optional(),
});

const factorValue = z.object({ name: z.string(), text: words, value: z.number().nullable() });

export const applicationDetail = applicationSummary.extend({
  offer: z.object({ amount: moneySchema, aprBps: z.int(), termMonths: z.int() }).nullable(),
  details: z.record(z.string(), z.unknown()).describe('what was asked and declared, without personal data'),
  fraudForm: z.string().nullable().describe('form of fraud that an investigation confirmed'),
  decision: z.object({
    decisionId: z.string(),
    decidedAt: instant,
    policyId: z.string(),
    policyVersion: z.int(),
    policyHash: z.string(),
    modelHashes: z.record(z.string(), z.string()),
    experimentId: z.string(),
    factorSchemaId: z.string(),
    variables: z.record(z.string(), z.number()),
    trace: z.array(traceStep),
    lists: z
      .array(z.object({ list: z.enum(listNames), node: z.string() }))
      .describe('lists that something of the applicant was on when it was decided'),
    factors: z.array(factorValue),
    wouldChange: z.array(
      z.object({
        node: z.string(),
        value: z.string(),
        text: words,
        actual: z.number().nullable(),
        failedWhen: z.object({ op: z.string(), to: z.number().nullable() }),
      }),
    ),
  }),
});

export const applicationRequest = applicationDataSchema
  .omit({ applicationId: true })
  .extend({
    applicationId: z
      .string()
      .regex(/^[\w:.-]{1,100}$/)
      .optional(),
  })
  .extend({ identifiers: z.array(rawIdentifierSchema).min(1).max(20), occurredAt: instant.optional() });

export const applicationAnswer = z.object({
  id: z.string(),
  personId: z.string(),
  decisionId: z.string(),
  outcome,
  reasons: z.array(namedWords),
  offer: z.object({ amount: moneySchema, aprBps: z.int(), termMonths: z.int() }).nullable(),
  policyHash: z.string(),
  arm: z.string(),
});

export const replayAnswer = z.object({
  same: z.boolean(),
  policyHash: z.string(),
  outcome,
  reasons: z.array(namedWords),
  variables: z.record(z.string(), z.number()),
  trace: z.array(traceStep),
});

export const applicationRoutes = {
  list: defineRoute({
    name: 'applications.list',
    method: 'GET',
    path: '/v1/applications',
    summary: 'Applications, newest first',
    roles: readers,
    query: pageQuery.extend({
      status: status.optional(),
      outcome: outcome.optional(),
      productId: z.string().max(100).optional(),
      personId: z.string().max(100).optional(),
      arm: z.string().max(60).optional(),
      reason: z.string().max(100).optional(),
      from: day.optional(),
      to: day.optional(),
    }),
    answer: page(applicationSummary),
  }),
  create: defineRoute({
    name: 'applications.create',
    method: 'POST',
    path: '/v1/applications',
    summary: 'Submit an application; it is decided and stored before the answer',
    roles: workers,
    body: applicationRequest,
    answer: applicationAnswer,
    status: 201,
    idempotent: true,
  }),
  get: defineRoute({
    name: 'applications.get',
    method: 'GET',
    path: '/v1/applications/{id}',
    summary: 'One application with its whole decision',
    roles: readers,
    params: idParams,
    answer: applicationDetail,
  }),
  answer: defineRoute({
    name: 'applications.answer',
    method: 'POST',
    path: '/v1/applications/{id}/answer',
    summary: 'Accept or refuse the offer; accepting pays the loan out',
    roles: workers,
    params: idParams,
    body: z.strictObject({ accepted: z.boolean() }),
    answer: z.object({ applicationId: z.string(), accepted: z.boolean(), loanId: z.string().nullable() }),
    idempotent: true,
  }),
  replay: defineRoute({
    name: 'applications.replay',
    method: 'POST',
    path: '/v1/applications/{id}/replay',
    summary: 'Execute the decision again, with its own policy or another',
    roles: [...riskOwners, 'analyst', 'auditor'],
    params: idParams,
    body: z.strictObject({ policyHash: z.string().max(100).optional() }),
    answer: replayAnswer,
  }),
};
