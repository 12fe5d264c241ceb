import { z } from '#base';
import { day, moneySchema } from './common.ts';
import { defineRoute, readers } from './route.ts';

const share = z.number().nullable();

export const portfolioRoutes = {
  summary: defineRoute({
    name: 'portfolio.summary',
    method: 'GET',
    path: '/v1/portfolio/summary',
    summary: 'The book today: balance, delinquency, D1 entry, losses',
    roles: readers,
    answer: z.object({
      asOf: day,
      loansOpen: z.int(),
      outstanding: moneySchema,
      disbursed: moneySchema,
      interestReceived: moneySchema,
      chargedOff: moneySchema,
      d1EntryRate: share.describe('instalments unpaid on their due day over instalments due, last 30 days'),
      share30: share.describe('outstanding principal 30 days or more past due'),
      share90: share,
      approvalRate: share.describe('last 30 days'),
      costPerLoan: moneySchema.nullable().describe('advertising cost over loans, last 30 days'),
    }),
  }),
  series: defineRoute({
    name: 'portfolio.series',
    method: 'GET',
    path: '/v1/portfolio/series',
    summary: 'Counters by day or month: funnel, money, delinquency',
    roles: readers,
    query: z.object({ by: z.enum(['day', 'month']).default('month'), from: day.optional(), to: day.optional() }),
    answer: z.object({
      labels: z.array(z.string()),
      metrics: z
        .record(z.string(), z.array(z.number()))
        .describe('one list per counter of day_metric, aligned with labels'),
      outstandingMinor: z.array(z.number().nullable()).describe('at month ends, by month only'),
    }),
  }),
  vintages: defineRoute({
    name: 'portfolio.vintages',
    method: 'GET',
    path: '/v1/portfolio/vintages',
    summary: 'Share of a month’s loans that were ever bad, by months on book',
    roles: readers,
    query: z.object({
      dpd: z.coerce
        .number()
        .int()
        .refine((value) => value === 30 || value === 90, '30 or 90')
        .default(30),
    }),
    answer: z.object({
      dpd: z.int(),
      vintages: z.array(
        z.object({
          month: z.string(),
          loans: z.int(),
          principalMinor: z.number(),
          badShare: z.array(z.number().nullable()),
        }),
      ),
    }),
  }),
  rollRates: defineRoute({
    name: 'portfolio.rollRates',
    method: 'GET',
    path: '/v1/portfolio/roll-rates',
    summary: 'From delinquency bucket to bucket between two month ends, all months together',
    roles: readers,
    answer: z.object({
      buckets: z.array(z.string()),
      counts: z.array(z.array(z.int())).describe('from bucket x to bucket'),
      rates: z.array(z.array(z.number())),
    }),
  }),
};
