import { TallyError, must, type z } from '#base';
import { unpackFactors } from '#decide';
import { labelDefinition, labelDefinitions, labelOfPurpose, NETWORK_PURPOSE } from '#lend';
import { modelStages, openMonitorBook, type ModelStage, type MonitorBook, type TrainingSpec } from '#scores';
import { forTenant } from '#store';
import type { modelServiceRoutes } from '../api/model-service.ts';
import type { Call } from '../http/context.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { alertView, jobView, modelView, scheduleView, windowView } from '../views/model-view.ts';
import { finiteOrNull } from '../views/money-view.ts';
import { auditChange } from './audit-change.ts';

type Id = { readonly id: string };
type BodyOf<R> = R extends { body?: z.ZodType<infer B> } ? B : never;
type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;
type Routes = typeof modelServiceRoutes;

function bookOf({ engine }: Tenant): MonitorBook {
  return openMonitorBook(engine.ports.db, engine.ports.tenant);
}

export async function moveModel(call: Call<Id, unknown, { stage: ModelStage; why: string }>) {
  const { tenant, params, body, principal } = call;
  const at = tenant.engine.ports.clock.now();
  return modelView(await tenant.retraining.move(params.id, body.stage, { at, actor: principal.actor, why: body.why }));
}

export async function modelMonitoring({ tenant, params }: Call<Id>) {
  assertModel(tenant, params.id);
  const windows = await bookOf(tenant).windows(params.id);
  return { items: windows.map((window) => windowView(window, tenant.factors.catalogue)) };
}

function assertModel({ registry }: Tenant, modelId: string): void {
  if (registry.get(modelId) !== undefined) return;
  throw new TallyError('SERVER_NOT_FOUND', `there is no model ${modelId}`, {
    hint: 'list them at /v1/models',
    status: 404,
  });
}

export async function scoreByModels({ tenant, body }: Call<unknown, unknown, BodyOf<Routes['score']>>) {
  const { registry } = tenant;
  const { purpose, stages, ids } = body;
  const values = await vectorOf(tenant, body);
  // Retired models are asked by name only.
  const asked = stages ?? (ids === undefined ? modelStages.filter((stage) => stage !== 'retired') : undefined);
  const set = await registry.models({ purpose, stages: asked, ids });
  const scores = new Float64Array(set.ids.length);
  set.score(values, scores);
  const items = set.ids.map((id, i) => {
    const model = must(registry.get(id), id);
    return { id, purpose: model.purpose, stage: model.stage, hash: model.hash, score: finiteOrNull(scores[i]) };
  });
  return { items, memory: registry.memory() };
}

/** The factor vector of whom or what is asked about; exactly one of them is named. */
async function vectorOf(tenant: Tenant, body: BodyOf<Routes['score']>): Promise<Float64Array> {
  const { personId, applicationId, values } = body;
  const named = [personId, applicationId, values].filter((part) => part !== undefined);
  if (named.length !== 1) {
    throw new TallyError('SERVER_SCORE_SUBJECT', `${named.length} of personId, applicationId and values were given`, {
      hint: 'name exactly one of them',
      status: 422,
    });
  }
  if (values !== undefined) return vectorFrom(tenant, values);
  return applicationId === undefined
    ? personVector(tenant, personId ?? '')
    : await recordedVector(tenant, applicationId);
}

function vectorFrom({ factors }: Tenant, values: Readonly<Record<string, number | null>>): Float64Array {
  const { names } = factors.catalogue;
  const vector = new Float64Array(names.length).fill(NaN);
  for (const [name, value] of Object.entries(values)) {
    const place = names.indexOf(name);
    if (place < 0) {
      throw new TallyError('SERVER_FACTOR_UNKNOWN', `there is no factor ${name}`, {
        hint: 'list them at /v1/factors',
        status: 422,
      });
    }
    vector[place] = value ?? NaN;
  }
  return vector;
}

function personVector({ identity, factors, engine }: Tenant, personId: string): Float64Array {
  const person = identity.resolver.byId(personId);
  if (person === undefined) throw notFound(`there is no person ${personId}`, 'search them at /v1/people');
  const asOf = { at: engine.ports.clock.now() };
  return factors.read({ entityKind: 'person', entityId: String(person.index), asOf, purpose: 'underwriting' }).values;
}

/** What was known when the application was decided. */
async function recordedVector({ engine, id, factors }: Tenant, applicationId: string): Promise<Float64Array> {
  const { db, decisions } = engine.ports;
  const [row] = await forTenant(db, id).query<{ block: number; index: number }>(
    'select decision_block as block, decision_index as index from application where tenant = $1 and application_id = $2',
    [applicationId],
  );
  if (row === undefined) throw notFound(`there is no application ${applicationId}`, 'list them at /v1/applications');
  const record = await decisions.read(row);
  if (record.factorSchemaId === factors.catalogue.schemaId) return unpackFactors(record.factors);
  throw new TallyError('SERVER_REPLAY_SCHEMA', 'the decision was made on other factor definitions', {
    hint: 'start the version of the program that made it',
    status: 409,
  });
}

function notFound(message: string, hint: string): TallyError {
  return new TallyError('SERVER_NOT_FOUND', message, { hint, status: 404 });
}

export async function listAlerts({ tenant, query }: Call<unknown, QueryOf<Routes['alerts']>>) {
  const { modelId, state } = query;
  const isOpen = state === 'all' ? undefined : state === 'open';
  const alerts = await bookOf(tenant).alerts({ modelId, isOpen });
  return { items: alerts.map((alert) => alertView(alert, tenant.factors.catalogue)) };
}

export async function acknowledgeAlert(call: Call<Id, unknown, { note: string }>) {
  const { tenant, params, body, principal } = call;
  const at = tenant.engine.ports.clock.now();
  const alert = await bookOf(tenant).acknowledge(params.id, { at, actor: principal.actor, note: body.note });
  await auditChange(call, { action: 'alert.acknowledged', subject: `alert:${params.id}`, detail: body.note });
  return alertView(alert, tenant.factors.catalogue);
}

export async function listJobs({ tenant, query }: Call<unknown, QueryOf<Routes['jobs']>>) {
  const { retraining } = tenant;
  const jobs = await retraining.jobs.list(query);
  return { items: jobs.map((job) => jobView(job, retraining.progress(job.jobId))) };
}

export async function getJob({ tenant, params }: Call<Id>) {
  const { retraining } = tenant;
  return jobView(await retraining.jobs.get(params.id), retraining.progress(params.id));
}

export function trainingOptions({ tenant }: Call) {
  const known = new Set(tenant.registry.list().map(({ purpose }) => purpose));
  return {
    labels: labelDefinitions.map(({ name, text }) => ({ name, text })),
    learners: ['gbdt', 'logit', 'forest', 'scorecard'],
    purposes: [...new Set(['credit', 'fraud', NETWORK_PURPOSE, ...known])].sort(),
  };
}

export async function createJob(call: Call<unknown, unknown, BodyOf<Routes['train']>>) {
  const { tenant, body, principal, key } = call;
  const spec = specOf(body);
  const at = tenant.engine.ports.clock.now();
  const job = await tenant.retraining.jobs.create({ key: `api:${key}`, spec, at, actor: principal.actor });
  await auditChange(call, { action: 'training.requested', subject: `training:${job.jobId}`, detail: spec.why });
  return jobView(job, undefined);
}

/** A label of that name, or that of the purpose. */
function specOf(body: BodyOf<Routes['train']>): TrainingSpec {
  const label = body.label === undefined ? labelOfPurpose(body.purpose) : labelDefinition(body.label);
  if (label !== undefined) {
    const { purpose, learner, settings, factors, windowDays, seed, intent, why } = body;
    return { purpose, label: label.name, learner, settings, factors, windowDays, seed, intent, why };
  }
  throw new TallyError('SERVER_LABEL_NEEDED', `the purpose ${body.purpose} has no label of its own`, {
    hint: `name one: ${labelDefinitions.map(({ name }) => name).join(', ')}`,
    status: 422,
  });
}

export async function cancelJob(call: Call<Id>) {
  const { tenant, params } = call;
  const job = await tenant.retraining.cancel(params.id);
  await auditChange(call, { action: 'training.cancelled', subject: `training:${params.id}`, detail: job.state });
  return jobView(job, undefined);
}

export async function listSchedules({ tenant }: Call) {
  return { items: (await tenant.retraining.jobs.schedules()).map(scheduleView) };
}

export async function setSchedule(call: Call<unknown, unknown, BodyOf<Routes['schedule']>>) {
  const { tenant, body, principal } = call;
  const [hours = 0, minutes = 0] = body.dailyAt.split(':').map(Number);
  const schedule = {
    spec: specOf(body),
    dailyAtMs: (60 * hours + minutes) * 60_000,
    createdAt: tenant.engine.ports.clock.now(),
    createdBy: principal.actor,
  };
  await tenant.retraining.jobs.schedule(schedule);
  await auditChange(call, { action: 'training.scheduled', subject: `purpose:${body.purpose}`, detail: body.why });
  return scheduleView(schedule);
}

export async function removeSchedule(call: Call<Id>) {
  const { tenant, params } = call;
  const schedule = await tenant.retraining.jobs.unschedule(params.id);
  await auditChange(call, { action: 'training.unscheduled', subject: `purpose:${params.id}`, detail: params.id });
  return scheduleView(schedule);
}
