import { z } from '#base';
import { day, instant } from './common.ts';
import { defineRoute, readers } from './route.ts';

const share = z.number().nullable();

export const factorMonth = z.object({
  month: z.string().describe('YYYY-MM'),
  rows: z.int().describe('applications decided'),
  missing: z.number().describe('share without a value'),
  quantiles: z.array(share).describe('5th, 25th, 50th, 75th and 95th percentile'),
  psi: share.describe('against the first month with 100 applications; null there and before'),
  noise: share.describe('PSI that chance alone would hardly exceed'),
  labelled: z.int(),
  events: z.int(),
  iv: share.describe('information value less that of chance; null with fewer than ten of either outcome'),
});

export const mapCell = z.object({
  cell: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  applications: z.int(),
  people: z.int(),
  recent: z.int().describe('applications of the last 30 days of the span'),
  approved: z.int(),
  loans: z.int(),
  bad: z.int().describe('loans that were ever 30 days past due'),
  frauds: z.int().describe('confirmed'),
});

export const factorHealthRoutes = {
  months: defineRoute({
    name: 'factors.months',
    method: 'GET',
    path: '/v1/factors/{name}/months',
    summary:
      'A factor over time: distribution, missing values, PSI and information value by month, and the models that use it',
    roles: readers,
    params: z.object({ name: z.string().min(1).max(300) }),
    query: z.object({
      label: z.string().max(60).default('default').describe('outcome that information value is about'),
    }),
    answer: z.object({
      name: z.string(),
      label: z.string(),
      months: z.array(factorMonth),
      models: z.array(z.object({ id: z.string(), stage: z.string(), importance: z.number() })),
    }),
  }),
  skew: defineRoute({
    name: 'factors.skew',
    method: 'GET',
    path: '/v1/factor-skew',
    summary: 'Nightly comparison of factors as served with the same factors read again at those instants',
    roles: readers,
    query: z.object({ limit: z.coerce.number().int().min(1).max(365).default(30) }),
    answer: z.object({
      items: z.array(
        z.object({
          day,
          decisions: z.int(),
          cells: z.int(),
          different: z.int(),
          factors: z.record(z.string(), z.int()).describe('decisions that differ, by factor'),
        }),
      ),
    }),
  }),
  map: defineRoute({
    name: 'map.cells',
    method: 'GET',
    path: '/v1/map/cells',
    summary: 'Applications by map cell of the address: how many, how suddenly, and what became of them',
    roles: readers,
    query: z.object({
      from: day.optional(),
      to: day.optional(),
      limit: z.coerce.number().int().min(1).max(20_000).default(5000),
    }),
    answer: z.object({ asOf: instant, cells: z.array(mapCell) }),
  }),
};
