import { z } from '#base';
import { inboundEventSchema } from '#stream';
import { pageQuery, words } from './common.ts';
import { libraryFactor } from './factor-library.ts';
import { defineRoute, readers, workers } from './route.ts';

export const eventRoutes = {
  create: defineRoute({
    name: 'events.create',
    method: 'POST',
    path: '/v1/events',
    summary: 'Send up to 1,000 events; all are stored or none',
    roles: workers,
    body: z.strictObject({ events: z.array(inboundEventSchema).min(1).max(1000) }),
    answer: z.object({
      accepted: z.int(),
      duplicates: z.int(),
      results: z.array(z.object({ duplicate: z.boolean(), personId: z.string(), offset: z.int(), note: z.string() })),
    }),
    status: 202,
    idempotent: true,
  }),
  factors: defineRoute({
    name: 'factors.list',
    method: 'GET',
    path: '/v1/factors',
    summary: 'The factors that decide, and a page of the library by text, pack or entity',
    roles: readers,
    query: pageQuery.extend({
      q: z.string().max(100).optional().describe('part of a name or description'),
      pack: z.string().max(60).optional(),
      entity: z.string().max(60).optional(),
      derived: z.enum(['yes', 'no']).optional().describe('with factors computed from others, a hundred thousand'),
    }),
    answer: z.object({
      items: z.array(libraryFactor),
      next: z.string().nullable(),
      packs: z.array(z.string()),
      schemaId: z.string(),
      factors: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          text: words,
          purposes: z.array(z.string()),
          consent: z.string().nullable(),
          definition: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  }),
};
