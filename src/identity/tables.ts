import { defineTable, type Migration } from '#store';

export const personTable = defineTable('person', {
  columns: { tenant: 'text', person_id: 'text', ordinal: 'int8', created_at: 'int8' },
  key: ['tenant', 'person_id'],
});

export const personMergeTable = defineTable('person_merge', {
  columns: { tenant: 'text', from_person_id: 'text', into_person_id: 'text', ordinal: 'int8', merged_at: 'int8' },
  key: ['tenant', 'from_person_id'],
});

export const identifierTable = defineTable('identifier', {
  columns: { tenant: 'text', kind: 'text', token: 'text', person_id: 'text', ordinal: 'int8', first_seen_at: 'int8' },
  key: ['tenant', 'kind', 'token', 'person_id'],
});

export const personKeyTable = defineTable('person_key', {
  columns: { tenant: 'text', person_id: 'text', wrapped_key: 'bytea' },
  key: ['tenant', 'person_id'],
});

export const sealedValueTable = defineTable('sealed_value', {
  columns: { tenant: 'text', person_id: 'text', field: 'text', sealed: 'bytea', recorded_at: 'int8' },
  key: ['tenant', 'person_id', 'field'],
});

export const consentTable = defineTable('consent', {
  columns: { tenant: 'text', person_id: 'text', scope: 'text', at: 'int8', granted: 'bool' },
  key: ['tenant', 'person_id', 'scope', 'at'],
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
];
