import { defineTable, type Migration } from '#store';

/** Factors that were defined on a running system, every version. */
export const factorDefinitionTable = defineTable('factor_definition', {
  columns: {
    tenant: 'text',
    name: 'text',
    version: 'text',
    ordinal: 'int8',
    told: 'jsonb',
    operands: 'jsonb',
    stage: 'text',
    changed_at: 'int8',
    changed_by: 'text',
  },
  key: ['tenant', 'name', 'version'],
});

/** Named lists of factors, every version. */
export const factorSetTable = defineTable('factor_set', {
  columns: { tenant: 'text', name: 'text', version: 'text', names: 'jsonb', changed_at: 'int8', changed_by: 'text' },
  key: ['tenant', 'name', 'version'],
});

/** Tables of the factor library. */
export const factorMigrations: readonly Migration[] = [
  {
    number: 65,
    name: 'factor-library',
    sql: `
create table factor_definition (
  tenant text not null, name text not null, version text not null, ordinal int8 not null, told jsonb not null,
  operands jsonb not null, stage text not null, changed_at int8 not null, changed_by text not null,
  primary key (tenant, name, version));
create table factor_set (
  tenant text not null, name text not null, version text not null, names jsonb not null, changed_at int8 not null,
  changed_by text not null, primary key (tenant, name, version));
`,
  },
];
