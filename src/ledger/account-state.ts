import type { AccountKind, AccountSpec, Balance } from './ledger.ts';

/** What a transaction changes of one account. */
export interface Change {
  debits: bigint;
  credits: bigint;
  pendingDebits: bigint;
  pendingCredits: bigint;
}

export function noChange(): Change {
  return { debits: 0n, credits: 0n, pendingDebits: 0n, pendingCredits: 0n };
}

/** Assets and expenses grow by debits, the others by credits. */
export function isDebitNormal(kind: AccountKind): boolean {
  return kind === 'asset' || kind === 'expense';
}

/** The balance on the account's normal side. */
export function normalBalance(kind: AccountKind, debits: bigint, credits: bigint): bigint {
  return isDebitNormal(kind) ? debits - credits : credits - debits;
}

/** An account in memory. */
export class AccountState {
  readonly spec: Required<AccountSpec>;
  private readonly totals: Change = noChange();
  /**
   * How much the account can still give. What takes from it counts when it is prepared, what adds to it when it is
   * committed, so that no order of failures can overspend it.
   */
  private room = 0n;
  private isStored: boolean;
  private users = 0;

  constructor(spec: AccountSpec, totals?: Change) {
    this.spec = { ...spec, overdraft: spec.overdraft ?? true };
    this.isStored = totals !== undefined;
    if (totals === undefined) return;
    this.add(totals, 1n);
    this.room = this.roomOf(totals);
  }

  /** True while the account's own row is not known to be committed: whoever uses the account brings the row along. */
  get needsRow(): boolean {
    return !this.isStored;
  }

  /** Marks a unit in flight that brings the account's row. */
  use(): void {
    this.users++;
  }

  /** Ends a {@link use}; true when the account came to nothing, because no unit with its row was committed. */
  release(committed: boolean): boolean {
    this.users--;
    this.isStored ||= committed;
    return !this.isStored && this.users === 0;
  }

  /** True when the change keeps the account on its normal side. */
  allows(change: Change): boolean {
    const taken = this.roomOf(change);
    return this.spec.overdraft || taken >= 0n || this.room + taken >= 0n;
  }

  prepare(change: Change): void {
    this.add(change, 1n);
    const room = this.roomOf(change);
    if (room < 0n) this.room += room;
  }

  settle(change: Change, committed: boolean): void {
    const room = this.roomOf(change);
    if (!committed) this.add(change, -1n);
    if (committed === room > 0n) this.room += committed ? room : -room;
  }

  balance(): Balance {
    const { id, kind, currency } = this.spec;
    const { debits, credits } = this.totals;
    return { account: id, kind, currency, ...this.totals, balance: normalBalance(kind, debits, credits) };
  }

  private add(change: Change, sign: bigint): void {
    this.totals.debits += sign * change.debits;
    this.totals.credits += sign * change.credits;
    this.totals.pendingDebits += sign * change.pendingDebits;
    this.totals.pendingCredits += sign * change.pendingCredits;
  }

  private roomOf({ debits, credits, pendingDebits, pendingCredits }: Change): bigint {
    return isDebitNormal(this.spec.kind) ? debits - credits - pendingCredits : credits - debits - pendingDebits;
  }
}
