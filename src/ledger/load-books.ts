import { type Day, must } from '#base';
import type { Database } from '#store';
import { AccountState } from './account-state.ts';
import type { AccountKind, Entry } from './ledger.ts';
import { type TenantBooks, type TransactionState, emptyBooks } from './tenant-books.ts';

/** Days for which repetitions are recognised without asking the store. */
export const KNOWN_DAYS: Day = 30;

export interface LoadedBooks {
  readonly books: Map<string, TenantBooks>;
  /** The next sequence number of a transfer. */
  readonly nextSeq: number;
}

/** Reads accounts, balances, recent transaction ids and pending entries into memory. */
export async function loadBooks(db: Database): Promise<LoadedBooks> {
  const books = new Map<string, TenantBooks>();
  const [, hasPending, [row]] = await Promise.all([
    loadAccounts(db, books),
    loadKnown(db, books),
    db.query<{ next: number }>('select (coalesce(max(seq), 0) + 1)::int8 as next from ledger_transfer'),
  ]);
  if (hasPending) await loadPending(db, books);
  return { books, nextSeq: must(row, 'the next sequence number').next };
}

/** The tenant's books, made when there are none. */
export function booksOf(books: Map<string, TenantBooks>, tenant: string): TenantBooks {
  const found = books.get(tenant) ?? emptyBooks();
  books.set(tenant, found);
  return found;
}

/* Many rows come as one JSON text: row objects cost ten times as much on their way from the store. */

interface Rows {
  readonly tenant: string;
  readonly rows: string;
}

type AccountLine = readonly [
  id: string,
  kind: AccountKind,
  currency: string,
  overdraft: boolean,
  ...totals: (string | null)[],
];

const ACCOUNTS = `
  select a.tenant, json_agg(json_build_array(a.id, a.kind, a.currency, a.overdraft, b.debits::text, b.credits::text,
    b.pending_debits::text, b.pending_credits::text))::text as rows
  from ledger_account a left join ledger_balance b on b.tenant = a.tenant and b.account = a.id
  group by a.tenant`;

async function loadAccounts(db: Database, books: Map<string, TenantBooks>): Promise<void> {
  for (const { tenant, rows } of await db.query<Rows>(ACCOUNTS)) {
    const { accounts } = booksOf(books, tenant);
    for (const [id, kind, currency, overdraft, ...totals] of JSON.parse(rows) as AccountLine[]) {
      const [debits = 0n, credits = 0n, pendingDebits = 0n, pendingCredits = 0n] = totals.map((total) =>
        BigInt(total ?? 0),
      );
      const change = { debits, credits, pendingDebits, pendingCredits };
      accounts.set(id, new AccountState({ id, kind, currency, overdraft }, change));
    }
  }
}

type KnownLine = readonly [id: string, hash: number, state: TransactionState];

const KNOWN = `
  select t.tenant, json_agg(json_build_array(t.id, t.hash, t.state))::text as rows from ledger_transaction t
  join (select tenant, max(booked_day) as latest from ledger_transaction group by tenant) l on l.tenant = t.tenant
  where t.booked_day >= l.latest - ${KNOWN_DAYS} or t.state = 'pending'
  group by t.tenant, t.booked_day`;

/** True when one of them is pending. */
async function loadKnown(db: Database, books: Map<string, TenantBooks>): Promise<boolean> {
  let hasPending = false;
  for (const { tenant, rows } of await db.query<Rows>(KNOWN)) {
    const { known } = booksOf(books, tenant);
    for (const [id, hash, state] of JSON.parse(rows) as KnownLine[]) {
      known.set(id, { hash, state });
      hasPending ||= state === 'pending';
    }
  }
  return hasPending;
}

interface PendingRow {
  readonly tenant: string;
  readonly transaction_id: string;
  readonly debit_account: string;
  readonly credit_account: string;
  readonly amount_minor: number | bigint;
  readonly kind: string;
}

async function loadPending(db: Database, books: Map<string, TenantBooks>): Promise<void> {
  const rows = await db.query<PendingRow>(
    `select tenant, transaction_id, debit_account, credit_account, amount_minor, kind from ledger_transfer
     where state = 'pending' order by tenant, transaction_id, line`,
  );
  for (const row of rows) {
    const { pending } = booksOf(books, row.tenant);
    const entry: Entry = {
      debit: row.debit_account,
      credit: row.credit_account,
      amountMinor: BigInt(row.amount_minor),
      kind: row.kind,
    };
    pending.set(row.transaction_id, [...(pending.get(row.transaction_id) ?? []), entry]);
  }
}
