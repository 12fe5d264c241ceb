import { defineTable, type Migration } from '#store';

export const accountTable = defineTable('ledger_account', {
  columns: { tenant: 'text', id: 'text', kind: 'text', currency: 'text', overdraft: 'bool' },
  key: ['tenant', 'id'],
});

/** Totals of each account, posted and pending; written as additions in the unit of the transfers. */
export const balanceTable = defineTable('ledger_balance', {
  columns: {
    tenant: 'text',
    account: 'text',
    debits: 'int8',
    credits: 'int8',
    pending_debits: 'int8',
    pending_credits: 'int8',
  },
  key: ['tenant', 'account'],
  sums: ['debits', 'credits', 'pending_debits', 'pending_credits'],
});

export const transactionTable = defineTable('ledger_transaction', {
  columns: { tenant: 'text', id: 'text', hash: 'int8', state: 'text', booked_day: 'date', reference: 'jsonb' },
  key: ['tenant', 'id'],
});

export const transferTable = defineTable('ledger_transfer', {
  columns: {
    tenant: 'text',
    transaction_id: 'text',
    line: 'int4',
    seq: 'int8',
    state: 'text',
    booked_day: 'date',
    debit_account: 'text',
    credit_account: 'text',
    amount_minor: 'int8',
    currency: 'text',
    kind: 'text',
  },
  key: ['tenant', 'transaction_id', 'line'],
});

/** Tables of the ledger. */
export const ledgerMigrations: readonly Migration[] = [
  {
    number: 3,
    name: 'ledger',
    sql: `
create table ledger_account (
  tenant text not null,
  id text not null,
  kind text not null check (kind in ('asset', 'liability', 'income', 'expense', 'equity')),
  currency text not null,
  overdraft bool not null,
  primary key (tenant, id)
);
create table ledger_balance (
  tenant text not null,
  account text not null,
  debits int8 not null check (debits >= 0),
  credits int8 not null check (credits >= 0),
  pending_debits int8 not null,
  pending_credits int8 not null,
  primary key (tenant, account)
);
create table ledger_transaction (
  tenant text not null,
  id text not null,
  hash int8 not null,
  state text not null check (state in ('posted', 'pending', 'voided')),
  booked_day date not null,
  reference jsonb,
  primary key (tenant, id)
);
create index ledger_transaction_day on ledger_transaction (tenant, booked_day);
create table ledger_transfer (
  tenant text not null,
  transaction_id text not null,
  line int4 not null,
  seq int8 not null,
  state text not null check (state in ('posted', 'pending', 'voided')),
  booked_day date not null,
  debit_account text not null,
  credit_account text not null check (credit_account <> debit_account),
  amount_minor int8 not null check (amount_minor > 0),
  currency text not null,
  kind text not null,
  primary key (tenant, transaction_id, line)
);
create index ledger_transfer_debit on ledger_transfer (tenant, debit_account, booked_day);
create index ledger_transfer_credit on ledger_transfer (tenant, credit_account, booked_day)`,
  },
];
