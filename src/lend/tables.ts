import { defineTable, type Migration } from '#store';
import { factorSkewMigration } from './factor-health/factor-skew.ts';

export const applicationTable = defineTable('application', {
  columns: {
    tenant: 'text',
    application_id: 'text',
    person_id: 'text',
    product_id: 'text',
    amount_minor: 'int8',
    currency: 'text',
    term_months: 'int4',
    submitted_at: 'int8',
    status: 'text',
    outcome: 'text',
    reasons: 'jsonb',
    policy_hash: 'text',
    experiment_id: 'text',
    arm: 'text',
    arms_agree: 'bool',
    apr_bps: 'int4',
    offered_minor: 'int8',
    credit_score: 'float8',
    fraud_score: 'float8',
    decision_block: 'int8',
    decision_index: 'int4',
    decided_at: 'int8',
    loan_id: 'text',
    fraud_form: 'text',
    judged_at: 'int8',
    identifiers: 'jsonb',
    details: 'jsonb',
  },
  key: ['tenant', 'application_id'],
});

export const loanTable = defineTable('loan', {
  columns: {
    tenant: 'text',
    loan_id: 'text',
    application_id: 'text',
    person_id: 'text',
    product_id: 'text',
    currency: 'text',
    principal_minor: 'int8',
    apr_bps: 'int4',
    term_months: 'int4',
    disbursed_day: 'int4',
    participations: 'jsonb',
    marks: 'jsonb',
    status: 'text',
    dpd: 'int4',
    worst_dpd: 'int4',
    first_bad_day: 'int4',
    first_non_performing_day: 'int4',
    outstanding_minor: 'int8',
    received_minor: 'int8',
    charged_off_minor: 'int8',
    closed_day: 'int4',
  },
  key: ['tenant', 'loan_id'],
});

export const instalmentTable = defineTable('instalment', {
  columns: {
    tenant: 'text',
    loan_id: 'text',
    number: 'int4',
    due_day: 'int4',
    principal_minor: 'int8',
    interest_minor: 'int8',
    paid_principal_minor: 'int8',
    paid_interest_minor: 'int8',
    paid_day: 'int4',
  },
  key: ['tenant', 'loan_id', 'number'],
});

export const paymentTable = defineTable('payment', {
  columns: {
    tenant: 'text',
    payment_id: 'text',
    loan_id: 'text',
    amount_minor: 'int8',
    principal_minor: 'int8',
    interest_minor: 'int8',
    excess_minor: 'int8',
    method: 'text',
    received_at: 'int8',
  },
  key: ['tenant', 'payment_id'],
});

/** A loan at the close of a month, for vintages and roll rates. */
export const loanMonthTable = defineTable('loan_month', {
  columns: {
    tenant: 'text',
    month: 'int4',
    loan_id: 'text',
    vintage: 'int4',
    dpd: 'int4',
    worst_dpd: 'int4',
    outstanding_minor: 'int8',
    status: 'text',
  },
  key: ['tenant', 'month', 'loan_id'],
});

/** Counters of a day: funnel, money, delinquency. */
export const dayMetricTable = defineTable('day_metric', {
  columns: { tenant: 'text', day: 'int4', metric: 'text', value: 'int8' },
  key: ['tenant', 'day', 'metric'],
  sums: ['value'],
});

export const dayCloseTable = defineTable('day_close', {
  columns: { tenant: 'text', name: 'text', day: 'int4' },
  key: ['tenant', 'name'],
});

/** Tables of lend. */
export const lendMigrations: readonly Migration[] = [
  {
    number: 50,
    name: 'lend',
    sql: `
create table application (
  tenant text not null, application_id text not null, person_id text not null, product_id text not null,
  amount_minor int8 not null, currency text not null, term_months int4 not null, submitted_at int8 not null,
  status text not null, outcome text not null, reasons jsonb not null, policy_hash text not null,
  experiment_id text not null, arm text not null, arms_agree bool, apr_bps int4, offered_minor int8, credit_score float8,
  fraud_score float8, decision_block int8 not null, decision_index int4 not null, decided_at int8 not null,
  loan_id text, fraud_form text, identifiers jsonb not null, details jsonb not null,
  primary key (tenant, application_id));
create index application_submitted on application (tenant, submitted_at desc, application_id);
create index application_person on application (tenant, person_id);
create table loan (
  tenant text not null, loan_id text not null, application_id text not null, person_id text not null,
  product_id text not null, currency text not null, principal_minor int8 not null, apr_bps int4 not null,
  term_months int4 not null, disbursed_day int4 not null, participations jsonb not null, marks jsonb not null, status text not null,
  dpd int4 not null, worst_dpd int4 not null, first_bad_day int4 not null,
  first_non_performing_day int4 not null, outstanding_minor int8 not null,
  received_minor int8 not null, charged_off_minor int8 not null, closed_day int4, primary key (tenant, loan_id));
create index loan_person on loan (tenant, person_id);
create index loan_disbursed on loan (tenant, disbursed_day);
create table instalment (
  tenant text not null, loan_id text not null, number int4 not null, due_day int4 not null,
  principal_minor int8 not null, interest_minor int8 not null, paid_principal_minor int8 not null,
  paid_interest_minor int8 not null, paid_day int4, primary key (tenant, loan_id, number),
  check (paid_principal_minor between 0 and principal_minor), check (paid_interest_minor between 0 and interest_minor));
create table payment (
  tenant text not null, payment_id text not null, loan_id text not null, amount_minor int8 not null,
  principal_minor int8 not null, interest_minor int8 not null, excess_minor int8 not null, method text not null,
  received_at int8 not null, primary key (tenant, payment_id),
  check (principal_minor + interest_minor + excess_minor = amount_minor));
create index payment_loan on payment (tenant, loan_id);
create table loan_month (
  tenant text not null, month int4 not null, loan_id text not null, vintage int4 not null, dpd int4 not null,
  worst_dpd int4 not null, outstanding_minor int8 not null, status text not null, primary key (tenant, month, loan_id));
create table day_metric (
  tenant text not null, day int4 not null, metric text not null, value int8 not null, primary key (tenant, day, metric));
create table day_close (tenant text not null, name text not null, day int4 not null, primary key (tenant, name));
`,
  },
  factorSkewMigration,
  { number: 53, name: 'verdict-times', sql: 'alter table application add column judged_at int8;' },
];
