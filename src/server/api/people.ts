import { z } from '#base';
import { applicationSummary } from './applications.ts';
import { idParams, instant, page, pageQuery, words } from './common.ts';
import { loanSummary } from './loans.ts';
import { defineRoute, readers, workers } from './route.ts';

export const personSummary = z.object({
  id: z.string(),
  createdAt: instant,
  identifiers: z.int(),
  applications: z.int(),
  loans: z.int(),
});

export const personDetail = z.object({
  id: z.string(),
  createdAt: instant,
  mergedFrom: z.array(z.string()),
  identifiers: z.array(
    z.object({ kind: z.string(), token: z.string(), shown: z.string().describe('masked value'), firstSeenAt: instant }),
  ),
  name: z.string().describe('masked; empty when unknown or erased'),
  applications: z.array(applicationSummary),
  loans: z.array(loanSummary),
});

export const personRoutes = {
  list: defineRoute({
    name: 'people.list',
    method: 'GET',
    path: '/v1/people',
    summary: 'People with applications, newest first; or who an identifier belongs to',
    roles: readers,
    query: pageQuery.extend({
      identifierKind: z.string().max(40).optional(),
      identifier: z.string().max(200).optional().describe('value in the clear; looked up by its token'),
    }),
    answer: page(personSummary),
  }),
  get: defineRoute({
    name: 'people.get',
    method: 'GET',
    path: '/v1/people/{id}',
    summary: 'Person 360: identifiers, applications, loans',
    roles: readers,
    params: idParams,
    answer: personDetail,
  }),
  reveal: defineRoute({
    name: 'people.reveal',
    method: 'POST',
    path: '/v1/people/{id}/reveal',
    summary: 'Personal data in the clear; written into the audit log',
    roles: workers,
    params: idParams,
    body: z.strictObject({ why: z.string().min(5).max(300) }),
    answer: z.object({ fields: z.array(z.object({ field: z.string(), value: z.string() })) }),
  }),
  factors: defineRoute({
    name: 'people.factors',
    method: 'GET',
    path: '/v1/people/{id}/factors',
    summary: 'Factor values at one or several instants (month ends by default)',
    roles: readers,
    params: idParams,
    query: z.object({ asOf: instant.optional(), months: z.coerce.number().int().min(1).max(24).default(6) }),
    answer: z.object({
      schemaId: z.string(),
      instants: z.array(instant),
      factors: z.array(z.object({ name: z.string(), text: words, values: z.array(z.number().nullable()) })),
    }),
  }),
  neighbours: defineRoute({
    name: 'people.neighbours',
    method: 'GET',
    path: '/v1/people/{id}/neighbours',
    summary: 'First neighbours through shared identifiers',
    roles: readers,
    params: idParams,
    answer: z.object({
      nodes: z.array(z.object({ id: z.string(), kind: z.string(), label: z.string(), status: z.string() })),
      edges: z.array(z.object({ from: z.string(), to: z.string(), kind: z.string() })),
    }),
  }),
};
