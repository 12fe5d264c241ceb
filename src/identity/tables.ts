import { defineTable, type Migration } from '#store';
import { segmentMigration } from './segment/segment-store.ts';

export const personTable = defineTable('person', {
  columns: { tenant: 'text', person_id: 'text', ordinal: 'int8', created_at: 'int8' },
  key: ['tenant', 'person_id'],
});

export const personMergeTable = defineTable('person_merge', {
  columns: {
    tenant: 'text',
    from_person_id: 'text',
    into_person_id: 'text',
    ordinal: 'int8',
    merged_at: 'int8',
    occurred_at: 'int8',
    strength: 'int4',
  },
  key: ['tenant', 'ordinal'],
});

export const identifierTable = defineTable('identifier', {
  columns: {
    tenant: 'text',
    kind: 'text',
    token: 'text',
    person_id: 'text',
    ordinal: 'int8',
    first_seen_at: 'int8',
    occurred_at: 'int8',
  },
  key: ['tenant', 'kind', 'token', 'person_id', 'ordinal'],
});

export const personKeyTable = defineTable('person_key', {
  columns: { tenant: 'text', person_id: 'text', wrapped_key: 'bytea' },
  key: ['tenant', 'person_id'],
});

export const sealedValueTable = defineTable('sealed_value', {
  columns: { tenant: 'text', person_id: 'text', field: 'text', sealed: 'bytea', recorded_at: 'int8' },
  key: ['tenant', 'person_id', 'field'],
});

/** Corrections by hand: facts, and what they meant for the live map. */
export const identityChangeTable = defineTable('identity_change', {
  columns: {
    tenant: 'text',
    ordinal: 'int8',
    kind: 'text',
    actor: 'text',
    reason: 'text',
    occurred_at: 'int8',
    recorded_at: 'int8',
    body: 'jsonb',
  },
  key: ['tenant', 'ordinal'],
});

/** One statement about consent a row; `entry` is the offset of its event, negative for rows from before it was kept. */
export const consentTable = defineTable('consent_entry', {
  columns: {
    tenant: 'text',
    entry: 'int8',
    person_id: 'text',
    scope: 'text',
    purposes: 'jsonb',
    granted: 'bool',
    occurred_at: 'int8',
    recorded_at: 'int8',
    expires_at: 'int8',
    source: 'text',
    text_version: 'text',
  },
  key: ['tenant', 'entry'],
});

/** Tables of identity. */
export const identityMigrations: readonly Migration[] = [
  {
    number: 20,
    name: 'identity',
    sql: `
create table person (
  tenant text not null, person_id text not null, ordinal int8 not null, created_at int8 not null,
  primary key (tenant, person_id));
create table person_merge (
  tenant text not null, from_person_id text not null, into_person_id text not null, ordinal int8 not null,
  merged_at int8 not null, primary key (tenant, from_person_id));
create index person_merge_into on person_merge (tenant, into_person_id);
create table identifier (
  tenant text not null, kind text not null, token text not null, person_id text not null, ordinal int8 not null,
  first_seen_at int8 not null, primary key (tenant, kind, token, person_id));
create index identifier_person on identifier (tenant, person_id);
create table person_key (
  tenant text not null, person_id text not null, wrapped_key bytea not null, primary key (tenant, person_id));
create table sealed_value (
  tenant text not null, person_id text not null, field text not null, sealed bytea not null, recorded_at int8 not null,
  primary key (tenant, person_id, field));
create table consent (
  tenant text not null, person_id text not null, scope text not null, at int8 not null, granted bool not null,
  primary key (tenant, person_id, scope, at));
`,
  },
  {
    number: 21,
    name: 'identity-live',
    sql: `
alter table identifier add column occurred_at int8;
alter table identifier drop constraint identifier_pkey;
alter table identifier add primary key (tenant, kind, token, person_id, ordinal);
create index identifier_ordinal on identifier (tenant, ordinal);
alter table person_merge add column occurred_at int8;
alter table person_merge add column strength int4 not null default 6;
alter table person_merge drop constraint person_merge_pkey;
alter table person_merge add primary key (tenant, ordinal);
create index person_merge_from on person_merge (tenant, from_person_id);
create table identity_change (
  tenant text not null, ordinal int8 not null, kind text not null, actor text not null, reason text not null,
  occurred_at int8 not null, recorded_at int8 not null, body jsonb not null, primary key (tenant, ordinal));
create table consent_entry (
  tenant text not null, entry int8 not null, person_id text not null, scope text not null, purposes jsonb,
  granted bool not null, occurred_at int8 not null, recorded_at int8 not null, expires_at int8, source text not null,
  text_version text, primary key (tenant, entry));
create index consent_entry_person on consent_entry (tenant, person_id);
insert into consent_entry
  select tenant, -row_number() over (partition by tenant order by at, person_id, scope), person_id, scope, null, granted,
    at, at, null, '', null from consent;
drop table consent;
`,
  },
  segmentMigration,
];
