import type { Day, Json } from '#base';
import type { UnitPart } from '#store';

export type AccountKind = 'asset' | 'liability' | 'income' | 'expense' | 'equity';

export interface AccountSpec {
  readonly id: string;
  readonly kind: AccountKind;
  /** ISO 4217 code; an account has one currency for life. */
  readonly currency: string;
  /**
   * False: the balance never crosses zero to its wrong side, pending transfers included. With it a quota or a prepaid
   * balance cannot be overspent. True when left out.
   */
  readonly overdraft?: boolean;
}

/** One transfer of a transaction: the amount is debited to one account and credited to another. */
export interface Entry {
  readonly debit: string;
  readonly credit: string;
  /** Minor units, positive. */
  readonly amountMinor: bigint;
  /** What it is for: `principal`, `interest`, `fee`. */
  readonly kind: string;
}

export interface Transaction {
  /** Idempotent: the same id with the same body again has no further effect. */
  readonly id: string;
  /** The civil day in whose books it stands; may lie in the past. */
  readonly bookedDay: Day;
  readonly entries: readonly Entry[];
  readonly reference?: Json;
}

/** Totals of an account in minor units. */
export interface Balance {
  readonly account: string;
  readonly kind: AccountKind;
  readonly currency: string;
  readonly debits: bigint;
  readonly credits: bigint;
  readonly pendingDebits: bigint;
  readonly pendingCredits: bigint;
  /** On the account's normal side: debits - credits of assets and expenses, credits - debits of the others. */
  readonly balance: bigint;
}

/** Rows for the caller's unit. Write or discard the unit soon: balances in memory count on it. */
export interface Posting {
  readonly part: UnitPart;
  /** The transaction was made before with the same body; `part` is empty. */
  readonly duplicate: boolean;
  /** Set when the first one is still being written: resolves to whether it was committed. Wait before acknowledging. */
  readonly original?: Promise<boolean>;
}

export interface StatementLine {
  readonly transactionId: string;
  readonly bookedDay: Day;
  readonly kind: string;
  /** The other account. */
  readonly counterAccount: string;
  /** Exactly one of the two is not 0. */
  readonly debit: bigint;
  readonly credit: bigint;
  /** Balance on the normal side after the line. */
  readonly balance: bigint;
}

export interface Statement {
  readonly account: string;
  readonly from: Day;
  readonly to: Day;
  readonly opening: bigint;
  readonly lines: readonly StatementLine[];
  readonly closing: bigint;
}

export interface DayRange {
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
}

/** Something that does not add up. None is the only right answer. */
export interface LedgerBreak {
  readonly tenant: string;
  readonly kind: 'currency' | 'balance' | 'account' | 'transaction';
  /** The currency, account or transaction. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * Double-entry books. Every amount leaves one account and enters another in the same currency, so the books balance by
 * construction; balances live in memory and are written in the unit of their transfers.
 *
 * Errors of all writes: `LEDGER_ACCOUNT_UNKNOWN`, `LEDGER_CURRENCY`, `LEDGER_AMOUNT`, `LEDGER_ENTRY`,
 * `LEDGER_DUPLICATE` (same id, another body), `LEDGER_OVERDRAFT`.
 */
export interface Ledger {
  /** Opens accounts; one that exists with the same kind and currency is left alone, else `LEDGER_ACCOUNT_DIFFERS`. */
  prepareAccounts(tenant: string, accounts: readonly AccountSpec[]): UnitPart;
  openAccounts(tenant: string, accounts: readonly AccountSpec[]): Promise<void>;
  /** Rows that post the transaction, for the unit of the business rows it belongs to. */
  prepare(tenant: string, transaction: Transaction): Posting;
  /** Prepares and writes. */
  post(tenant: string, transaction: Transaction): Promise<{ readonly duplicate: boolean }>;
  /** Rows that reserve the amounts; follow with {@link prepareSettlement} or {@link prepareVoid}. */
  preparePending(tenant: string, transaction: Transaction): Posting;
  /** Posts a pending transaction on the day given; `LEDGER_NOT_PENDING` unless it is committed as pending, or posted already. */
  prepareSettlement(tenant: string, id: string, bookedDay: Day): Posting;
  /** Gives a pending transaction up; `LEDGER_NOT_PENDING` unless it is pending or voided already. */
  prepareVoid(tenant: string, id: string, bookedDay: Day): Posting;
  /** The balance now, from memory; includes what is being written. */
  balance(tenant: string, account: string): Balance;
  hasAccount(tenant: string, account: string): boolean;
  /** True when the transaction was made, or is being written, in this run or the 30 days before it. */
  knows(tenant: string, transactionId: string): boolean;
  /** The posted balance at the end of a day. */
  balanceAsOf(tenant: string, account: string, day: Day): Promise<Balance>;
  statement(tenant: string, account: string, range: DayRange): Promise<Statement>;
  /** Posted totals of all accounts, at the end of a day when one is given; debits = credits per currency. */
  trialBalance(tenant: string, day?: Day): Promise<Balance[]>;
  /** Recomputes everything from the transfers, in SQL, for all tenants. */
  verify(): Promise<LedgerBreak[]>;
}
