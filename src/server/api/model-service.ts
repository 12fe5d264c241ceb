import { z } from '#base';
import { day, idParams, instant, words } from './common.ts';
import { modelStage, modelSummary } from './models.ts';
import { defineRoute, readers, riskOwners } from './route.ts';

const interval = z.object({ value: z.number(), low: z.number(), high: z.number(), standardError: z.number() });
const why = z.string().min(1).max(500);

/** A month of applications as a model sees them. */
export const modelWindow = z.object({
  from: day,
  to: day,
  asOf: instant.describe('outcomes known later are not in it'),
  isFinal: z.boolean(),
  rows: z.int(),
  meanScore: z.number().nullable(),
  scorePsi: z.number().nullable(),
  scorePsiNoise: z.number().nullable().describe('PSI that chance alone hardly exceeds'),
  labelled: z.int(),
  events: z.int(),
  expectedEvents: z.number().describe('events that the scores foresee among the labelled'),
  ratio: z.number().nullable().describe('observed / expected events'),
  auc: interval.nullable(),
  expectedAuc: z.number().nullable().describe('AUC if the scores were exactly right'),
  slope: interval.nullable(),
  intercept: interval.nullable(),
  factors: z.array(
    z.object({
      name: z.string(),
      text: words,
      importance: z.number(),
      psi: z.number(),
      noise: z.number(),
      missing: z.number(),
      missingBefore: z.number(),
    }),
  ),
});

export const modelAlert = z.object({
  id: z.string(),
  modelId: z.string(),
  kind: z.enum(['score-psi', 'factor-psi', 'factor-missing', 'auc', 'calibration', 'calibration-slope', 'no-data']),
  subject: z.string().describe('the factor, or empty'),
  text: words.describe('the factor in words, or empty'),
  severity: z.enum(['warning', 'critical']),
  value: z.number(),
  limit: z.number(),
  window: day.describe('first day of the window that shows it'),
  openedAt: instant,
  seenAt: instant,
  closedAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  note: z.string().nullable(),
});

const learner = z.enum(['gbdt', 'logit', 'forest', 'scorecard']);
const purpose = z.string().min(1).max(40);
const factorNames = z.array(z.string().min(1).max(120)).min(1).max(1000);

/** What a training job shall make. */
const trainingRequest = z.strictObject({
  purpose,
  label: z.string().max(60).optional().describe('name of a definition; that of the purpose when left out'),
  learner: learner.default('gbdt'),
  settings: z.record(z.string(), z.unknown()).optional().describe('settings of the learner'),
  factors: factorNames.optional().describe('names, or groups as "bureau.*"'),
  windowDays: z
    .int()
    .min(30)
    .max(3660)
    .optional()
    .describe('only outcomes that became certain in the last so many days'),
  seed: z.int().min(0).max(2_147_483_647).default(20_261),
  intent: z
    .enum(['candidate', 'challenge'])
    .default('candidate')
    .describe('challenge: moved on when it is not worse than the champion'),
  why,
});

const trainingSpec = z.object({
  purpose: z.string(),
  label: z.string(),
  learner: z.string(),
  settings: z.record(z.string(), z.unknown()).nullable(),
  factors: z.array(z.string()).nullable(),
  windowDays: z.int().nullable(),
  seed: z.int(),
  intent: z.enum(['candidate', 'challenge']),
  why: z.string(),
});

export const trainingJob = trainingSpec.extend({
  id: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  createdAt: instant,
  createdBy: z.string(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  attempts: z.int(),
  progress: z.object({ step: z.int(), steps: z.int() }).nullable(),
  modelId: z.string().nullable(),
  note: z.string(),
});

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .describe('time of day HH:MM, UTC');

export const trainingSchedule = trainingSpec.extend({ dailyAt: timeOfDay, createdAt: instant, createdBy: z.string() });

export const modelServiceRoutes = {
  move: defineRoute({
    name: 'models.move',
    method: 'POST',
    path: '/v1/models/{id}/stage',
    summary: 'Move a model to another stage',
    roles: riskOwners,
    params: idParams,
    body: z.strictObject({ stage: modelStage, why }),
    answer: modelSummary,
    idempotent: true,
  }),
  monitoring: defineRoute({
    name: 'models.monitoring',
    method: 'GET',
    path: '/v1/models/{id}/monitoring',
    summary: 'What was measured of a model, month by month',
    roles: readers,
    params: idParams,
    answer: z.object({ items: z.array(modelWindow) }),
  }),
  score: defineRoute({
    name: 'models.score',
    method: 'POST',
    path: '/v1/models/scores',
    summary: 'Score a person, an application or a factor vector by a set of models; decides nothing',
    roles: readers,
    body: z.strictObject({
      personId: z.string().max(120).optional().describe('as of now'),
      applicationId: z.string().max(120).optional().describe('as of its decision'),
      values: z.record(z.string(), z.number().nullable()).optional().describe('factors by name; others are missing'),
      purpose: purpose.optional(),
      stages: z.array(modelStage).min(1).optional(),
      ids: z.array(z.string().max(120)).min(1).max(2000).optional(),
    }),
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          purpose: z.string(),
          stage: modelStage,
          hash: z.string(),
          score: z.number().nullable(),
        }),
      ),
      memory: z.object({ registered: z.int(), loaded: z.int(), documentBytes: z.int() }),
    }),
  }),
  alerts: defineRoute({
    name: 'modelAlerts.list',
    method: 'GET',
    path: '/v1/model-alerts',
    summary: 'Alerts of monitoring, newest first',
    roles: readers,
    query: z.object({
      modelId: z.string().max(120).optional(),
      state: z.enum(['open', 'closed', 'all']).default('open'),
    }),
    answer: z.object({ items: z.array(modelAlert) }),
  }),
  acknowledge: defineRoute({
    name: 'modelAlerts.acknowledge',
    method: 'POST',
    path: '/v1/model-alerts/{id}/acknowledge',
    summary: 'Say that an alert is known, and what is done about it',
    roles: [...riskOwners, 'analyst'],
    params: idParams,
    body: z.strictObject({ note: why }),
    answer: modelAlert,
    idempotent: true,
  }),
  jobs: defineRoute({
    name: 'training.list',
    method: 'GET',
    path: '/v1/training-jobs',
    summary: 'Training jobs, newest first',
    roles: readers,
    query: z.object({
      purpose: purpose.optional(),
      state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.object({ items: z.array(trainingJob) }),
  }),
  options: defineRoute({
    name: 'training.options',
    method: 'GET',
    path: '/v1/training-options',
    summary: 'Labels and learners that a training may name',
    roles: readers,
    answer: z.object({
      labels: z.array(z.object({ name: z.string(), text: z.string() })),
      learners: z.array(z.string()),
      purposes: z.array(z.string()),
    }),
  }),
  job: defineRoute({
    name: 'training.get',
    method: 'GET',
    path: '/v1/training-jobs/{id}',
    summary: 'One training job',
    roles: readers,
    params: idParams,
    answer: trainingJob,
  }),
  train: defineRoute({
    name: 'training.create',
    method: 'POST',
    path: '/v1/training-jobs',
    summary: 'Train a model on matured outcomes; the idempotency key makes one job and at most one model',
    roles: riskOwners,
    body: trainingRequest,
    answer: trainingJob,
    status: 202,
    idempotent: true,
  }),
  cancel: defineRoute({
    name: 'training.cancel',
    method: 'POST',
    path: '/v1/training-jobs/{id}/cancel',
    summary: 'Stop a training job; one that has ended stays as it is',
    roles: riskOwners,
    params: idParams,
    answer: trainingJob,
    idempotent: true,
  }),
  schedules: defineRoute({
    name: 'trainingSchedules.list',
    method: 'GET',
    path: '/v1/training-schedules',
    summary: 'Trainings that come back every day',
    roles: readers,
    answer: z.object({ items: z.array(trainingSchedule) }),
  }),
  schedule: defineRoute({
    name: 'trainingSchedules.set',
    method: 'POST',
    path: '/v1/training-schedules',
    summary: 'Train for a purpose every day; replaces the schedule of the purpose',
    roles: riskOwners,
    body: trainingRequest.extend({ dailyAt: timeOfDay }),
    answer: trainingSchedule,
    idempotent: true,
  }),
  unschedule: defineRoute({
    name: 'trainingSchedules.remove',
    method: 'DELETE',
    path: '/v1/training-schedules/{id}',
    summary: 'Train for a purpose no more',
    roles: riskOwners,
    params: idParams,
    answer: trainingSchedule,
    idempotent: true,
  }),
};
