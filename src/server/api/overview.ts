import { z } from '#base';
import { instant, moneySchema } from './common.ts';
import { experimentView, modelSummary } from './models.ts';
import { defineRoute, readers, workers } from './route.ts';

const marketView = z.object({
  state: z.enum(['none', 'history', 'live', 'paused']),
  day: z.string().nullable(),
  /** Share of the history that is lived, 0 to 1. */
  progress: z.number(),
  daysPerMinute: z.number(),
  people: z.int(),
  events: z.int(),
});

/** The live home; the server-sent events of /v1/overview/stream carry the same object. */
export const overview = z.object({
  at: instant,
  market: marketView,
  funnel: z.array(z.object({ stage: z.string(), count: z.int() })).describe('click to repaid loan, last 30 days'),
  today: z.object({ applications: z.int(), approved: z.int(), loans: z.int(), disbursed: moneySchema }),
  outstanding: moneySchema,
  approvalRate: z.number().nullable(),
  d1EntryRate: z.number().nullable(),
  share90: z.number().nullable(),
  models: z.array(modelSummary),
  experiment: experimentView.nullable(),
  trend: z.object({
    labels: z.array(z.string()),
    applications: z.array(z.int()),
    approved: z.array(z.int()),
    d1EntryRate: z.array(z.number().nullable()),
  }),
});

export const overviewRoutes = {
  get: defineRoute({
    name: 'overview.get',
    method: 'GET',
    path: '/v1/overview',
    summary: 'Live numbers of the home page',
    roles: readers,
    answer: overview,
  }),
  market: defineRoute({
    name: 'market.set',
    method: 'POST',
    path: '/v1/market',
    summary: 'Pause the simulated market or change its speed',
    roles: workers,
    body: z.strictObject({ paused: z.boolean().optional(), daysPerMinute: z.number().gt(0).max(1000).optional() }),
    answer: marketView,
  }),
};
