import { defineTable, type Migration } from '#store';

export const policyTable = defineTable('policy', {
  columns: {
    tenant: 'text',
    hash: 'text',
    policy_id: 'text',
    version: 'int4',
    body: 'jsonb',
    author: 'text',
    created_at: 'int8',
  },
  key: ['tenant', 'hash'],
});

/** Which policy decides in a slot since when; the newest row counts. */
export const deploymentTable = defineTable('policy_deployment', {
  columns: { tenant: 'text', slot: 'text', sequence: 'int8', hash: 'text', at: 'int8', actor: 'text', why: 'text' },
  key: ['tenant', 'slot', 'sequence'],
});

export const experimentTable = defineTable('experiment', {
  columns: {
    tenant: 'text',
    experiment_id: 'text',
    slot: 'text',
    champion_hash: 'text',
    challenger_hash: 'text',
    share: 'float8',
    started_at: 'int8',
    ended_at: 'int8',
    verdict: 'text',
    state: 'jsonb',
  },
  key: ['tenant', 'experiment_id'],
});

export const auditTable = defineTable('audit', {
  columns: {
    tenant: 'text',
    sequence: 'int8',
    at: 'int8',
    actor: 'text',
    action: 'text',
    subject: 'text',
    detail_hash: 'text',
    previous: 'text',
    hash: 'text',
  },
  key: ['tenant', 'sequence'],
});

/** Decision records in deflated blocks: `bytes` is a JSON array; a decision knows its block and place. */
export const decisionBlockTable = defineTable('decision_block', {
  columns: { tenant: 'text', block: 'int8', count: 'int4', bytes: 'bytea' },
  key: ['tenant', 'block'],
});

/** Tables of decide. */
export const decideMigrations: readonly Migration[] = [
  {
    number: 30,
    name: 'decide',
    sql: `
create table policy (
  tenant text not null, hash text not null, policy_id text not null, version int4 not null, body jsonb not null,
  author text not null, created_at int8 not null, primary key (tenant, hash), unique (tenant, policy_id, version));
create table policy_deployment (
  tenant text not null, slot text not null, sequence int8 not null, hash text not null, at int8 not null,
  actor text not null, why text not null, primary key (tenant, slot, sequence));
create table experiment (
  tenant text not null, experiment_id text not null, slot text not null, champion_hash text not null,
  challenger_hash text not null, share float8 not null, started_at int8 not null, ended_at int8, verdict text not null,
  state jsonb, primary key (tenant, experiment_id));
create table audit (
  tenant text not null, sequence int8 not null, at int8 not null, actor text not null, action text not null,
  subject text not null, detail_hash text not null, previous text not null, hash text not null,
  primary key (tenant, sequence));
create table decision_block (
  tenant text not null, block int8 not null, count int4 not null, bytes bytea not null, primary key (tenant, block));
`,
  },
];
