import { defineTable, type Migration } from '#store';

export const tapeTable = defineTable('tape', {
  columns: {
    tenant: 'text',
    tape_id: 'text',
    name: 'text',
    mapping: 'text',
    rows: 'int4',
    good: 'int4',
    bad: 'int4',
    unknown: 'int4',
    rejected: 'int4',
    details: 'jsonb',
    imported_at: 'int8',
  },
  key: ['tenant', 'tape_id'],
});

export const tapeLoanTable = defineTable('tape_loan', {
  columns: {
    tenant: 'text',
    tape_id: 'text',
    row_no: 'int4',
    application_ref: 'text',
    product: 'text',
    currency: 'text',
    amount_minor: 'int8',
    term_months: 'int4',
    apr_bps: 'int4',
    applied_on: 'date',
    disbursed_on: 'date',
    bad_on: 'date',
    outstanding_minor: 'int8',
    status: 'text',
    outcome: 'text',
  },
  key: ['tenant', 'tape_id', 'row_no'],
});

/** Tables of imported tapes. A tape without its row in `tape` was not imported to the end. */
export const tapeMigrations: readonly Migration[] = [
  {
    number: 51,
    name: 'tape',
    sql: `
create table tape (
  tenant text not null, tape_id text not null, name text not null, mapping text not null, rows int4 not null,
  good int4 not null, bad int4 not null, unknown int4 not null, rejected int4 not null, details jsonb not null,
  imported_at int8 not null, primary key (tenant, tape_id), check (good + bad + unknown = rows));
create table tape_loan (
  tenant text not null, tape_id text not null, row_no int4 not null, application_ref text, product text, currency text,
  amount_minor int8, term_months int4, apr_bps int4, applied_on date, disbursed_on date, bad_on date,
  outstanding_minor int8, status text, outcome text not null, primary key (tenant, tape_id, row_no));
`,
  },
];
