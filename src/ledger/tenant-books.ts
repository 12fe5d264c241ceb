import type { AccountState } from './account-state.ts';
import type { Entry } from './ledger.ts';

export type TransactionState = 'posted' | 'pending' | 'voided';

/** A transaction as memory knows it. */
export interface KnownTransaction {
  readonly hash: number;
  readonly state: TransactionState;
  /** Whether the unit in flight was committed; undefined when none is in flight. */
  readonly outcome?: Promise<boolean>;
}

/** The books of one tenant in memory. */
export interface TenantBooks {
  readonly accounts: Map<string, AccountState>;
  /** Transactions of this run and of the last days before it; older ones are guarded by the table's key. */
  readonly known: Map<string, KnownTransaction>;
  /** Entries of transactions that are pending. */
  readonly pending: Map<string, readonly Entry[]>;
}

export function emptyBooks(): TenantBooks {
  return { accounts: new Map(), known: new Map(), pending: new Map() };
}
