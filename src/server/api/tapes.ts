import { z } from '#base';
import { tapeLoanSchema, tapeSummarySchema } from '#lend';
import { idParams } from './common.ts';
import { defineRoute, readers, riskOwners } from './route.ts';

const share = z.number().nullable();

export const tapeRoutes = {
  create: defineRoute({
    name: 'tapes.create',
    method: 'POST',
    path: '/v1/tapes',
    summary: 'Send loans of a tape in batches; the last call carries the summary that completes it',
    roles: riskOwners,
    body: z.strictObject({
      tape: tapeSummarySchema.shape.tape,
      loans: z.array(tapeLoanSchema).max(5000),
      summary: tapeSummarySchema.optional(),
    }),
    answer: z.object({ tape: z.string(), stored: z.int(), complete: z.boolean() }),
    status: 201,
    idempotent: true,
  }),
  list: defineRoute({
    name: 'tapes.list',
    method: 'GET',
    path: '/v1/tapes',
    summary: 'Imported tapes, earliest first',
    roles: readers,
    answer: z.object({ items: z.array(tapeSummarySchema) }),
  }),
  get: defineRoute({
    name: 'tapes.get',
    method: 'GET',
    path: '/v1/tapes/{id}',
    summary: 'One tape: summary, outcome shares, what it does not say, vintages by month',
    roles: readers,
    params: idParams,
    answer: z.object({
      summary: tapeSummarySchema,
      badRate: share.describe('bad over good and bad'),
      shares: z.object({ good: share, bad: share, unknown: share }),
      unknownFields: z.array(z.string()),
      vintages: z.array(
        z.object({
          month: z
            .string()
            .nullable()
            .describe('of disbursement, or of application where that is unknown; null without a date'),
          loans: z.int(),
          good: z.int(),
          bad: z.int(),
          unknown: z.int(),
          amountMinor: z.number().nullable(),
        }),
      ),
    }),
  }),
};
