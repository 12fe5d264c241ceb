import { defineTable, type Migration } from '#store';

export const modelTable = defineTable('model', {
  columns: {
    tenant: 'text',
    model_id: 'text',
    purpose: 'text',
    hash: 'text',
    stage: 'text',
    created_at: 'int8',
    document: 'jsonb',
    report: 'jsonb',
    training: 'jsonb',
  },
  key: ['tenant', 'model_id'],
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
];
