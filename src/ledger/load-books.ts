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

interface AccountRow {
  readonly tenant: string;
  readonly id: string;
  readonly kind: AccountKind;
  readonly currency: string;
  readonly overdraft: boolean;
  readonly debits: number | bigint | null;
  readonly credits: number | bigint | null;
  readonly pending_debits: number | bigint | null;
  readonly pending_credits: number | bigint | null;
}

/** Reads accounts, balances, recent transaction ids and pending entries into memory. */
export async function loadBooks(db: Database): Promise<LoadedBooks> {
  const books = new Map<string, TenantBooks>();
  await loadAccounts(db, books);
  await loadKnown(db, books);
  await loadPending(db, books);
  const [row] = await db.query<{ next: number }>(
    'select (coalesce(max(seq), 0) + 1)::int8 as next from ledger_transfer',
  );
  return { books, nextSeq: must(row, 'the next sequence number').next };
}

/** The tenant's books, made when there are none. */
export function booksOf(books: Map<string, TenantBooks>, tenant: string): TenantBooks {
  const found = books.get(tenant) ?? emptyBooks();
  books.set(tenant, found);
  return found;
}

async function loadAccounts(db: Database, books: Map<string, TenantBooks>): Promise<void> {
  const rows = await db.query<AccountRow>(
    `select a.tenant, a.id, a.kind, a.currency, a.overdraft, b.debits, b.credits, b.pending_debits, b.pending_credits
     from ledger_account a left join ledger_balance b on b.tenant = a.tenant and b.account = a.id`,
  );
  for (const row of rows) {
    const totals = {
      debits: BigInt(row.debits ?? 0),
      credits: BigInt(row.credits ?? 0),
      pendingDebits: BigInt(row.pending_debits ?? 0),
      pendingCredits: BigInt(row.pending_credits ?? 0),
    };
    const { id, kind, currency, overdraft } = row;
    booksOf(books, row.tenant).accounts.set(id, new AccountState({ id, kind, currency, overdraft }, totals));
  }
}

async function loadKnown(db: Database, books: Map<string, TenantBooks>): Promise<void> {
  const rows = await db.query<{ tenant: string; id: string; hash: number; state: TransactionState }>(
    `select t.tenant, t.id, t.hash, t.state from ledger_transaction t
     join (select tenant, max(booked_day) as latest from ledger_transaction group by tenant) l on l.tenant = t.tenant
     where t.booked_day >= l.latest - ${KNOWN_DAYS} or t.state = 'pending'`,
  );
  for (const { tenant, id, hash, state } of rows) booksOf(books, tenant).known.set(id, { hash, state });
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
