import type { Migration } from '../migrate.ts';

export const migration0001: Migration = {
  number: 1,
  name: 'store',
  sql: `
create table job (
  tenant text not null,
  queue text not null,
  key text not null,
  payload jsonb,
  state text not null check (state in ('ready', 'running', 'done', 'dead')),
  run_at int8 not null,
  attempts int4 not null,
  max_attempts int4 not null,
  lease_until int8,
  repeat jsonb,
  error text,
  primary key (tenant, queue, key)
);
create index job_due on job (queue, run_at) where state in ('ready', 'running')`,
};
