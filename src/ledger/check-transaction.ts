import { TallyError, hash53 } from '#base';
import type { Entry, Transaction } from './ledger.ts';

const LARGEST_AMOUNT = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Checks what can be checked without the accounts.
 *
 * @throws TallyError `LEDGER_ENTRY`, `LEDGER_AMOUNT`.
 */
export function checkTransaction({ id, entries }: Transaction): void {
  if (id === '' || id.length > 200)
    throw ledgerError('LEDGER_ENTRY', `"${id}" is not the id of a transaction`, 'use 1 to 200 characters');
  if (entries.length === 0) throw ledgerError('LEDGER_ENTRY', `transaction ${id} has no entries`, 'give at least one');
  for (const entry of entries) checkEntry(id, entry);
}

function checkEntry(id: string, { debit, credit, amountMinor }: Entry): void {
  if (debit === credit) {
    throw ledgerError('LEDGER_ENTRY', `transaction ${id} moves money from ${debit} to itself`, 'name two accounts');
  }
  if (amountMinor > 0n && amountMinor <= LARGEST_AMOUNT) return;
  throw ledgerError(
    'LEDGER_AMOUNT',
    `transaction ${id} moves ${amountMinor} minor units`,
    'amounts are 1 to 2^53 - 1; to take back, swap debit and credit',
  );
}

/** A hash of everything a transaction says, by which a repetition is told from another transaction with its id. */
export function hashTransaction({ bookedDay, entries, reference }: Transaction): number {
  const lines = entries.map(({ debit, credit, amountMinor, kind }) => [debit, credit, String(amountMinor), kind]);
  return hash53(JSON.stringify([bookedDay, lines, reference ?? null]));
}

/** An error of the ledger; all of them are the caller's to correct. */
export function ledgerError(code: string, message: string, hint: string): TallyError {
  return new TallyError(code, message, { hint, status: code === 'LEDGER_DUPLICATE' ? 409 : 422 });
}
