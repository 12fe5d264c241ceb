import { z } from '#base';
import { day, idParams, instant, words } from './common.ts';
import { defineRoute, readers, riskOwners } from './route.ts';

const point = z.object({ x: z.number(), y: z.number() });

/** The stages through which a model passes. */
export const modelStage = z.enum(['candidate', 'shadow', 'challenger', 'champion', 'retired']);

export const modelSummary = z.object({
  id: z.string(),
  purpose: z.string(),
  hash: z.string(),
  kind: z.string(),
  stage: modelStage,
  stageSince: instant,
  createdAt: instant,
  auc: z.number(),
  aucLow: z.number(),
  aucHigh: z.number(),
  ks: z.number(),
  trainingRows: z.int(),
  trainingEvents: z.int(),
});

export const modelDetail = modelSummary.extend({
  training: z.object({
    rows: z.int(),
    events: z.int(),
    fromDay: day,
    toDay: day,
    label: z.string(),
    seed: z.int(),
    factorSchemaId: z.string(),
  }),
  against: z
    .object({
      modelId: z.string(),
      rows: z.int(),
      events: z.int(),
      auc: z.number(),
      championAuc: z.number(),
      difference: z.number(),
      low: z.number(),
      high: z.number(),
    })
    .nullable()
    .describe('comparison with the champion of its day on rows that neither had seen'),
  moves: z.array(modelStage).describe('stages to which it may move'),
  history: z.array(
    z.object({
      at: instant,
      from: modelStage.nullable(),
      to: modelStage,
      actor: z.string(),
      why: z.string(),
      experimentId: z.string().nullable(),
    }),
  ),
  documentBytes: z.int(),
  report: z.object({
    kind: z.string(),
    rows: z.int(),
    events: z.int(),
    auc: z.number(),
    aucInterval: z.object({ low: z.number(), high: z.number() }),
    gini: z.number(),
    ks: z.number(),
    logloss: z.number(),
    brier: z.number(),
    calibrationError: z.number(),
    roc: z.array(point),
    ksCurve: z.array(point),
    lift: z.array(point),
    calibration: z.array(z.object({ predicted: z.number(), observed: z.number(), rows: z.number() })),
    features: z.array(
      z.object({
        name: z.string(),
        text: words,
        importance: z.number(),
        psi: z.number().nullable(),
        missing: z.number(),
      }),
    ),
    scorePsi: z.number().nullable(),
    scoreDistribution: z.array(z.object({ from: z.number(), share: z.number(), recent: z.number().nullable() })),
  }),
});

export const policySummary = z.object({
  hash: z.string(),
  id: z.string(),
  version: z.int(),
  name: z.string(),
  description: z.string(),
  author: z.string(),
  createdAt: instant,
  role: z.enum(['champion', 'challenger', 'idle']),
});

export const experimentView = z.object({
  id: z.string(),
  slot: z.string(),
  championHash: z.string(),
  challengerHash: z.string(),
  share: z.number(),
  startedAt: instant,
  endedAt: instant.nullable(),
  verdict: z.string(),
  difference: z.number().nullable().describe('value per application, challenger less champion, minor units'),
  low: z.number().nullable(),
  high: z.number().nullable(),
  champion: z.int(),
  challenger: z.int(),
});

export const modelRoutes = {
  list: defineRoute({
    name: 'models.list',
    method: 'GET',
    path: '/v1/models',
    summary: 'Models, newest first',
    roles: readers,
    query: z.object({ purpose: z.string().max(40).optional(), stage: modelStage.optional() }),
    answer: z.object({ items: z.array(modelSummary) }),
  }),
  get: defineRoute({
    name: 'models.get',
    method: 'GET',
    path: '/v1/models/{id}',
    summary: 'One model with its report and the history of its stages',
    roles: readers,
    params: idParams,
    answer: modelDetail,
  }),
  policies: defineRoute({
    name: 'policies.list',
    method: 'GET',
    path: '/v1/policies',
    summary: 'Policies and experiments',
    roles: readers,
    answer: z.object({ items: z.array(policySummary), experiments: z.array(experimentView) }),
  }),
  policy: defineRoute({
    name: 'policies.get',
    method: 'GET',
    path: '/v1/policies/{id}',
    summary: 'One policy by its hash',
    roles: readers,
    params: idParams,
    answer: policySummary.extend({ body: z.record(z.string(), z.unknown()) }),
  }),
  publish: defineRoute({
    name: 'policies.publish',
    method: 'POST',
    path: '/v1/policies',
    summary: 'Publish a version of a policy; it is compiled before it is stored',
    roles: riskOwners,
    body: z.strictObject({ policy: z.record(z.string(), z.unknown()), why: z.string().min(1).max(500) }),
    answer: z.object({ hash: z.string() }),
    status: 201,
    idempotent: true,
  }),
  deploy: defineRoute({
    name: 'policies.deploy',
    method: 'POST',
    path: '/v1/policies/deployments',
    summary: 'Make a published policy decide',
    roles: riskOwners,
    body: z.strictObject({ hash: z.string().max(100), why: z.string().min(1).max(500) }),
    answer: z.object({ hash: z.string() }),
    status: 201,
    idempotent: true,
  }),
};
