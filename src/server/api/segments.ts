import { z } from '#base';
import { idParams, instant, page, pageQuery } from './common.ts';
import { defineRoute, readers, workers } from './route.ts';

const condition = z
  .record(z.string(), z.unknown())
  .describe('and, or, not over tag, dimension, rfm, count, since, value, consent');

export const segmentAnswer = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  condition,
  members: z.int(),
  actor: z.string(),
  at: instant,
});

export const segmentRoutes = {
  list: defineRoute({
    name: 'segments.list',
    method: 'GET',
    path: '/v1/segments',
    summary: 'Segments with their sizes, and people by place in the life cycle',
    roles: readers,
    answer: z.object({
      items: z.array(segmentAnswer),
      people: z.int(),
      tags: z.array(z.object({ tag: z.string(), people: z.int() })),
    }),
  }),
  get: defineRoute({
    name: 'segments.get',
    method: 'GET',
    path: '/v1/segments/{id}',
    summary: 'One segment and its earlier versions',
    roles: readers,
    params: idParams,
    answer: segmentAnswer.extend({
      versions: z.array(
        z.object({
          version: z.int(),
          name: z.string(),
          condition,
          retired: z.boolean(),
          actor: z.string(),
          at: instant,
        }),
      ),
    }),
  }),
  save: defineRoute({
    name: 'segments.save',
    method: 'POST',
    path: '/v1/segments',
    summary: 'Make a segment, or a new version of one; members follow at once and with every event from then on',
    roles: workers,
    body: z.strictObject({
      id: z
        .string()
        .regex(/^[a-z][a-z0-9-]{0,59}$/)
        .describe('lower case letters, digits and -'),
      name: z.string().min(1).max(100),
      condition,
    }),
    answer: segmentAnswer,
    idempotent: true,
  }),
  retire: defineRoute({
    name: 'segments.retire',
    method: 'DELETE',
    path: '/v1/segments/{id}',
    summary: 'Put a segment out of use; its versions stay on record',
    roles: workers,
    params: idParams,
    answer: segmentAnswer,
    idempotent: true,
  }),
  preview: defineRoute({
    name: 'segments.preview',
    method: 'POST',
    path: '/v1/segments/preview',
    summary: 'How many people a condition would hold now; nothing is saved',
    roles: readers,
    body: z.strictObject({ condition }),
    answer: z.object({ members: z.int(), people: z.int() }),
  }),
  members: defineRoute({
    name: 'segments.members',
    method: 'GET',
    path: '/v1/segments/{id}/members',
    summary: 'Who belongs to a segment now, page by page',
    roles: readers,
    params: idParams,
    query: pageQuery,
    answer: page(z.object({ personId: z.string(), tag: z.string() })),
  }),
};
