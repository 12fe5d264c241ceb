import { defineTable, type Migration } from '#store';

export const userTable = defineTable('console_user', {
  columns: {
    tenant: 'text',
    user_id: 'text',
    email: 'text',
    role: 'text',
    password: 'text',
    created_at: 'int8',
    disabled: 'bool',
  },
  key: ['tenant', 'user_id'],
});

export const apiKeyTable = defineTable('api_key', {
  columns: {
    tenant: 'text',
    key_id: 'text',
    name: 'text',
    role: 'text',
    hash: 'text',
    created_at: 'int8',
    revoked_at: 'int8',
  },
  key: ['tenant', 'key_id'],
});

export const sessionTable = defineTable('console_session', {
  columns: { tenant: 'text', hash: 'text', user_id: 'text', created_at: 'int8', expires_at: 'int8' },
  key: ['tenant', 'hash'],
});

/** First answers by idempotency key, kept 30 days. */
export const idempotencyTable = defineTable('idempotency', {
  columns: {
    tenant: 'text',
    route: 'text',
    key: 'text',
    body_hash: 'text',
    status: 'int4',
    answer: 'text',
    at: 'int8',
  },
  key: ['tenant', 'route', 'key'],
});

export const settingTable = defineTable('setting', {
  columns: { tenant: 'text', name: 'text', value: 'jsonb' },
  key: ['tenant', 'name'],
});

/** Tables of the server: who may use it and what it answered. */
export const serverMigrations: readonly Migration[] = [
  {
    number: 60,
    name: 'server',
    sql: `
create table console_user (
  tenant text not null, user_id text not null, email text not null, role text not null, password text not null,
  created_at int8 not null, disabled bool not null, primary key (tenant, user_id), unique (tenant, email));
create table api_key (
  tenant text not null, key_id text not null, name text not null, role text not null, hash text not null,
  created_at int8 not null, revoked_at int8, primary key (tenant, key_id));
create table console_session (
  tenant text not null, hash text not null, user_id text not null, created_at int8 not null, expires_at int8 not null,
  primary key (tenant, hash));
create table idempotency (
  tenant text not null, route text not null, key text not null, body_hash text not null, status int4 not null,
  answer text not null, at int8 not null, primary key (tenant, route, key));
create index idempotency_at on idempotency (tenant, at);
create table setting (tenant text not null, name text not null, value jsonb not null, primary key (tenant, name));
`,
  },
];
