import { type Day, isTallyError, must } from '#base';
import { type Database, type RowWrite, type UnitPart, createUnit, rowWrite } from '#store';
import { type Change, AccountState, noChange } from './account-state.ts';
import { checkTransaction, hashTransaction, ledgerError } from './check-transaction.ts';
import type {
  AccountSpec,
  Balance,
  DayRange,
  Entry,
  Ledger,
  LedgerBreak,
  Posting,
  Statement,
  Transaction,
} from './ledger.ts';
import { booksOf, loadBooks } from './load-books.ts';
import { readBalance, readStatement, readTrialBalance } from './reports.ts';
import { accountTable, balanceTable, transactionTable, transferTable } from './tables.ts';
import type { KnownTransaction, TenantBooks, TransactionState } from './tenant-books.ts';
import { verifyBooks } from './verify-books.ts';

/** Opens the ledger on the store: accounts, balances and recent transactions are read into memory. */
export async function openLedger(db: Database): Promise<Ledger> {
  const { books, nextSeq } = await loadBooks(db);
  return new StoreLedger(db, books, nextSeq);
}

const NOTHING: UnitPart = { writes: [] };

/** How the entries of a transaction move totals: into pending, from pending to posted, out of pending, or at once. */
type Movement = 'post' | 'reserve' | 'settle' | 'void';

class StoreLedger implements Ledger {
  private readonly db: Database;
  private readonly books: Map<string, TenantBooks>;
  private nextSeq: number;

  constructor(db: Database, books: Map<string, TenantBooks>, nextSeq: number) {
    this.db = db;
    this.books = books;
    this.nextSeq = nextSeq;
  }

  prepareAccounts(tenant: string, specs: readonly AccountSpec[]): UnitPart {
    const { accounts } = this.of(tenant);
    const states = specs.map((spec) => {
      const state = accounts.get(spec.id) ?? new AccountState(spec);
      assertSame(state.spec, spec);
      accounts.set(spec.id, state);
      return state;
    });
    const { write, settled } = this.bringRows(tenant, new Set(states));
    return { writes: [write], settled };
  }

  async openAccounts(tenant: string, specs: readonly AccountSpec[]): Promise<void> {
    await this.db.write(createUnit(tenant).add(this.prepareAccounts(tenant, specs)));
  }

  prepare(tenant: string, transaction: Transaction): Posting {
    return this.prepareNew(tenant, transaction, 'post');
  }

  preparePending(tenant: string, transaction: Transaction): Posting {
    return this.prepareNew(tenant, transaction, 'reserve');
  }

  async post(tenant: string, transaction: Transaction): Promise<{ readonly duplicate: boolean }> {
    const { part, duplicate, original } = this.prepare(tenant, transaction);
    if (original && !(await original)) return await this.post(tenant, transaction);
    if (duplicate) return { duplicate };
    try {
      await this.db.write(createUnit(tenant).add(part));
      return { duplicate };
    } catch (error) {
      if (!isTallyError(error, 'STORE_DUPLICATE')) throw error;
      await this.assertRepetition(tenant, transaction);
      return { duplicate: true };
    }
  }

  prepareSettlement(tenant: string, id: string, bookedDay: Day): Posting {
    return this.finishPending(tenant, id, { state: 'posted', movement: 'settle', bookedDay });
  }

  prepareVoid(tenant: string, id: string, bookedDay: Day): Posting {
    return this.finishPending(tenant, id, { state: 'voided', movement: 'void', bookedDay });
  }

  balance(tenant: string, account: string): Balance {
    return this.account(tenant, account).balance();
  }

  hasAccount(tenant: string, account: string): boolean {
    return this.of(tenant).accounts.has(account);
  }

  knows(tenant: string, transactionId: string): boolean {
    return this.of(tenant).known.has(transactionId);
  }

  balanceAsOf(tenant: string, account: string, day: Day): Promise<Balance> {
    return readBalance(this.db, tenant, { spec: this.account(tenant, account).spec, day });
  }

  statement(tenant: string, account: string, range: DayRange): Promise<Statement> {
    return readStatement(this.db, tenant, { spec: this.account(tenant, account).spec, ...range });
  }

  trialBalance(tenant: string, day?: Day): Promise<Balance[]> {
    return readTrialBalance(this.db, tenant, day);
  }

  verify(): Promise<LedgerBreak[]> {
    return verifyBooks(this.db);
  }

  private prepareNew(tenant: string, transaction: Transaction, movement: 'post' | 'reserve'): Posting {
    checkTransaction(transaction);
    const { id, bookedDay, entries, reference = null } = transaction;
    const hash = hashTransaction(transaction);
    const books = this.of(tenant);
    const known = books.known.get(id);
    if (known && known.hash !== hash) throw otherBody(id);
    if (known) return repetition(known);
    const currencies = entries.map((entry) => this.currencyOf(tenant, id, entry));
    const state: TransactionState = movement === 'post' ? 'posted' : 'pending';
    const balances = this.move(tenant, entries, movement);
    const { outcome, resolve } = createOutcome();
    remember(books, id, { hash, state, outcome });
    if (movement === 'reserve') books.pending.set(id, entries);
    const header = [{ id, hash, state, booked_day: bookedDay, reference }];
    const transfers = entries.map((entry, i) =>
      this.transferRow(transaction, { state, line: i, currency: currencies[i] ?? '' }),
    );
    const settled = (committed: boolean): void => {
      balances.settled(committed);
      resolve(committed);
      if (committed) return endFlight(books, id, outcome);
      books.known.delete(id);
      books.pending.delete(id);
    };
    const writes = [
      rowWrite({ table: transactionTable, mode: 'insert', tenant, rows: header }),
      rowWrite({ table: transferTable, mode: 'insert', tenant, rows: transfers }),
      ...balances.writes,
    ];
    return { part: { writes, settled }, duplicate: false };
  }

  private finishPending(tenant: string, id: string, { state, movement, bookedDay }: Finish): Posting {
    const books = this.of(tenant);
    const known = books.known.get(id);
    if (known?.state === state) return repetition(known);
    const entries = books.pending.get(id);
    if (!entries || !known || known.outcome) {
      const is = known?.outcome ? 'still being written' : (known?.state ?? 'unknown');
      throw ledgerError(
        'LEDGER_NOT_PENDING',
        `transaction ${id} is ${is}, not pending`,
        'reserve it first and wait for the commit',
      );
    }
    const balances = this.move(tenant, entries, movement);
    books.pending.delete(id);
    const { outcome, resolve } = createOutcome();
    books.known.set(id, { ...known, state, outcome });
    const settled = (committed: boolean): void => {
      balances.settled(committed);
      resolve(committed);
      if (committed) return endFlight(books, id, outcome);
      books.pending.set(id, entries);
      books.known.set(id, known);
    };
    const lines = entries.map((_, line) => ({ transaction_id: id, line, state, booked_day: bookedDay }));
    const writes = [
      rowWrite({
        table: transactionTable,
        mode: 'update',
        tenant,
        rows: [{ tenant, id, state, booked_day: bookedDay }],
      }),
      rowWrite({ table: transferTable, mode: 'update', tenant, rows: lines }),
      ...balances.writes,
    ];
    return { part: { writes, settled }, duplicate: false };
  }

  /** Changes the totals in memory and gives the rows that add the same changes in the store. */
  private move(tenant: string, entries: readonly Entry[], movement: Movement): Moved {
    const changes = changesOf(entries, movement);
    const states = [...changes].map(([id, change]) => ({ state: this.account(tenant, id), change }));
    for (const { state, change } of states) {
      if (state.allows(change)) continue;
      const { balance, currency } = state.balance();
      const message = `account ${state.spec.id} holds ${balance} minor units of ${currency}, less what is pending, and cannot give that much`;
      throw ledgerError('LEDGER_OVERDRAFT', message, 'lower the amount or raise the balance first');
    }
    for (const { state, change } of states) state.prepare(change);
    const accountRows = this.bringRows(tenant, new Set(states.map(({ state }) => state)));
    const rows = [...changes].map(([account, change]) => ({
      account,
      debits: change.debits,
      credits: change.credits,
      pending_debits: change.pendingDebits,
      pending_credits: change.pendingCredits,
    }));
    return {
      writes: [accountRows.write, rowWrite({ table: balanceTable, mode: 'add', tenant, rows })],
      settled: (committed) => {
        accountRows.settled(committed);
        for (const { state, change } of states) state.settle(change, committed);
      },
    };
  }

  /**
   * The rows of accounts that are not certainly stored. Several units in flight may bring the same row; the account
   * exists as soon as one of them is committed and is forgotten when all of them failed.
   */
  private bringRows(
    tenant: string,
    states: ReadonlySet<AccountState>,
  ): { write: RowWrite; settled: (committed: boolean) => void } {
    const { accounts } = this.of(tenant);
    const fresh = [...states].filter(({ needsRow }) => needsRow);
    for (const state of fresh) state.use();
    const rows = fresh.map(({ spec }) => ({ ...spec }));
    return {
      write: rowWrite({ table: accountTable, mode: 'insert-ignore', tenant, rows }),
      settled: (committed) => {
        for (const state of fresh) if (state.release(committed)) accounts.delete(state.spec.id);
      },
    };
  }

  private transferRow(
    { id, bookedDay, entries }: Transaction,
    { state, line, currency }: Line,
  ): Record<string, unknown> {
    const { debit, credit, amountMinor, kind } = must(entries[line], `line ${line}`);
    return {
      transaction_id: id,
      line,
      seq: this.nextSeq++,
      state,
      booked_day: bookedDay,
      debit_account: debit,
      credit_account: credit,
      amount_minor: amountMinor,
      currency,
      kind,
    };
  }

  private currencyOf(tenant: string, id: string, { debit, credit }: Entry): string {
    const [from, to] = [this.account(tenant, debit).spec, this.account(tenant, credit).spec];
    if (from.currency === to.currency) return from.currency;
    const message = `transaction ${id} moves ${from.currency} of ${debit} to ${to.currency} of ${credit}`;
    throw ledgerError('LEDGER_CURRENCY', message, 'book an exchange through an account of each currency');
  }

  private account(tenant: string, id: string): AccountState {
    const state = this.of(tenant).accounts.get(id);
    if (state) return state;
    throw ledgerError('LEDGER_ACCOUNT_UNKNOWN', `there is no account ${id}`, 'open it first');
  }

  private of(tenant: string): TenantBooks {
    return booksOf(this.books, tenant);
  }

  /** The store knows the id from before what memory holds: a repetition is fine, another body is not. */
  private async assertRepetition(tenant: string, transaction: Transaction): Promise<void> {
    const [row] = await this.db.query<{ hash: number }>(
      'select hash from ledger_transaction where tenant = $1 and id = $2',
      [tenant, transaction.id],
    );
    if (row?.hash !== hashTransaction(transaction)) throw otherBody(transaction.id);
  }
}

interface Finish {
  readonly state: TransactionState;
  readonly movement: Movement;
  readonly bookedDay: Day;
}

interface Line {
  readonly state: TransactionState;
  readonly line: number;
  readonly currency: string;
}

interface Moved {
  readonly writes: readonly RowWrite[];
  readonly settled: (committed: boolean) => void;
}

function repetition({ outcome }: KnownTransaction): Posting {
  return { part: NOTHING, duplicate: true, ...(outcome === undefined ? {} : { original: outcome }) };
}

function createOutcome(): { readonly outcome: Promise<boolean>; readonly resolve: (committed: boolean) => void } {
  let resolve: (committed: boolean) => void = () => undefined;
  const outcome = new Promise<boolean>((done) => (resolve = done));
  return { outcome, resolve };
}

/** Forgets the outcome of a unit that was committed, unless a later one is in flight by now. */
function endFlight({ known }: TenantBooks, id: string, outcome: Promise<boolean>): void {
  const entry = known.get(id);
  if (entry?.outcome === outcome) known.set(id, { hash: entry.hash, state: entry.state });
}

const KNOWN_MOST = 200_000;

/** Keeps memory bounded: the oldest ids leave, and are guarded by the table's key from then on. */
function remember({ known, pending }: TenantBooks, id: string, transaction: KnownTransaction): void {
  known.set(id, transaction);
  if (known.size <= KNOWN_MOST) return;
  let surplus = KNOWN_MOST / 2;
  for (const old of known.keys()) {
    if (surplus-- <= 0) break;
    if (!pending.has(old)) known.delete(old);
  }
}

function changesOf(entries: readonly Entry[], movement: Movement): Map<string, Change> {
  const changes = new Map<string, Change>();
  const of = (account: string): Change => {
    const change = changes.get(account) ?? noChange();
    changes.set(account, change);
    return change;
  };
  const posted = movement === 'post' || movement === 'settle' ? 1n : 0n;
  const pending = movement === 'reserve' ? 1n : movement === 'post' ? 0n : -1n;
  for (const { debit, credit, amountMinor } of entries) {
    of(debit).debits += posted * amountMinor;
    of(debit).pendingDebits += pending * amountMinor;
    of(credit).credits += posted * amountMinor;
    of(credit).pendingCredits += pending * amountMinor;
  }
  return changes;
}

function assertSame(known: Required<AccountSpec>, spec: AccountSpec): void {
  if (known.kind === spec.kind && known.currency === spec.currency && known.overdraft === (spec.overdraft ?? true))
    return;
  const message = `account ${spec.id} exists as ${known.kind} in ${known.currency}`;
  throw ledgerError(
    'LEDGER_ACCOUNT_DIFFERS',
    message,
    'choose another id; an account keeps kind, currency and overdraft for life',
  );
}

function otherBody(id: string): Error {
  return ledgerError(
    'LEDGER_DUPLICATE',
    `transaction ${id} exists with another body`,
    'use a new id for a new transaction',
  );
}
