import { defineTable, type Migration } from '#store';

export const modelTable = defineTable('model', {
  columns: {
    tenant: 'text',
    model_id: 'text',
    purpose: 'text',
    hash: 'text',
    kind: 'text',
    stage: 'text',
    stage_since: 'int8',
    created_at: 'int8',
    summary: 'jsonb',
    training: 'jsonb',
    document_bytes: 'int8',
    document: 'jsonb',
    report: 'jsonb',
    baseline: 'jsonb',
  },
  key: ['tenant', 'model_id'],
});

/** Every move of every model. */
export const stageChangeTable = defineTable('model_stage_change', {
  columns: {
    tenant: 'text',
    model_id: 'text',
    number: 'int4',
    from_stage: 'text',
    to_stage: 'text',
    at: 'int8',
    actor: 'text',
    why: 'text',
    experiment_id: 'text',
  },
  key: ['tenant', 'model_id', 'number'],
});

/** What was measured of a model in a window of applications. */
export const windowTable = defineTable('model_window', {
  columns: {
    tenant: 'text',
    model_id: 'text',
    from_day: 'int4',
    to_day: 'int4',
    as_of: 'int8',
    is_final: 'bool',
    measures: 'jsonb',
  },
  key: ['tenant', 'model_id', 'from_day'],
});

export const alertTable = defineTable('model_alert', {
  columns: {
    tenant: 'text',
    alert_id: 'text',
    model_id: 'text',
    kind: 'text',
    subject: 'text',
    severity: 'text',
    value: 'float8',
    threshold: 'float8',
    from_day: 'int4',
    opened_at: 'int8',
    seen_at: 'int8',
    closed_at: 'int8',
    acknowledged_at: 'int8',
    acknowledged_by: 'text',
    note: 'text',
  },
  key: ['tenant', 'alert_id'],
});

export const trainingJobTable = defineTable('training_job', {
  columns: {
    tenant: 'text',
    job_id: 'text',
    purpose: 'text',
    spec: 'jsonb',
    state: 'text',
    created_at: 'int8',
    created_by: 'text',
    started_at: 'int8',
    ended_at: 'int8',
    attempts: 'int4',
    model_id: 'text',
    note: 'text',
  },
  key: ['tenant', 'job_id'],
});

export const trainingScheduleTable = defineTable('training_schedule', {
  columns: {
    tenant: 'text',
    purpose: 'text',
    spec: 'jsonb',
    daily_at_ms: 'int8',
    created_at: 'int8',
    created_by: 'text',
  },
  key: ['tenant', 'purpose'],
});

/** Scores of shadow models for the decisions of one block: ids of models and applications, and a matrix. */
export const shadowBlockTable = defineTable('shadow_block', {
  columns: {
    tenant: 'text',
    block: 'int8',
    models: 'jsonb',
    applications: 'jsonb',
    scores: 'bytea',
  },
  key: ['tenant', 'block'],
});

/** Up to which decision block shadows have scored. */
export const shadowMarkTable = defineTable('shadow_mark', {
  columns: { tenant: 'text', name: 'text', block: 'int8' },
  key: ['tenant', 'name'],
});

/** Tables of scores. */
export const scoresMigrations: readonly Migration[] = [
  {
    number: 40,
    name: 'scores',
    sql: `
create table model (
  tenant text not null, model_id text not null, purpose text not null, hash text not null, stage text not null,
  created_at int8 not null, document jsonb not null, report jsonb not null, training jsonb not null,
  primary key (tenant, model_id));
`,
  },
  {
    number: 41,
    name: 'scores-service',
    sql: `
alter table model add column kind text, add column stage_since int8, add column summary jsonb,
  add column document_bytes int8, add column baseline jsonb;
update model set kind = document->>'kind', stage_since = created_at, document_bytes = length(document::text),
  summary = jsonb_build_object('auc', report->'auc', 'aucLow', report->'aucInterval'->'low',
    'aucHigh', report->'aucInterval'->'high', 'aucStandardError', report->'aucInterval'->'standardError',
    'ks', report->'ks', 'rows', report->'rows', 'events', report->'events');
alter table model alter column kind set not null, alter column stage_since set not null,
  alter column summary set not null, alter column document_bytes set not null;
create table model_stage_change (
  tenant text not null, model_id text not null, number int4 not null, from_stage text, to_stage text not null,
  at int8 not null, actor text not null, why text not null, experiment_id text, primary key (tenant, model_id, number));
insert into model_stage_change (tenant, model_id, number, to_stage, at, actor, why)
  select tenant, model_id, 0, stage, created_at, 'migration', 'stage before moves were recorded' from model;
create table model_window (
  tenant text not null, model_id text not null, from_day int4 not null, to_day int4 not null, as_of int8 not null,
  is_final bool not null, measures jsonb not null, primary key (tenant, model_id, from_day));
create table model_alert (
  tenant text not null, alert_id text not null, model_id text not null, kind text not null, subject text not null,
  severity text not null, value float8 not null, threshold float8 not null, from_day int4 not null,
  opened_at int8 not null, seen_at int8 not null, closed_at int8, acknowledged_at int8, acknowledged_by text, note text,
  primary key (tenant, alert_id));
create unique index model_alert_open on model_alert (tenant, model_id, kind, subject) where closed_at is null;
create table training_job (
  tenant text not null, job_id text not null, purpose text not null, spec jsonb not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')), created_at int8 not null,
  created_by text not null, started_at int8, ended_at int8, attempts int4 not null, model_id text, note text not null,
  primary key (tenant, job_id));
create table training_schedule (
  tenant text not null, purpose text not null, spec jsonb not null, daily_at_ms int8 not null, created_at int8 not null,
  created_by text not null, primary key (tenant, purpose));
create table shadow_block (
  tenant text not null, block int8 not null, models jsonb not null, applications jsonb not null, scores bytea not null,
  primary key (tenant, block));
create table shadow_mark (tenant text not null, name text not null, block int8 not null, primary key (tenant, name));
`,
  },
];
