import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScratchDatabase, createUnit, openScratchDatabase } from '#store';
import type { Ledger, Posting } from './ledger.ts';
import { openLedger } from './store-ledger.ts';
import { ledgerMigrations } from './tables.ts';

const ACCOUNTS = ['a', 'b', 'c', 'd'] as const;
const KINDS = ['asset', 'liability', 'income', 'equity'] as const;
const DAY = 20_000;
/** Printed with every failure; the same seed gives the same sequences. */
const SEED = 20_260_101;

const step = fc.record({
  what: fc.constantFrom('post', 'reserve', 'settle', 'void'),
  /** Few ids, so that repetitions and clashes happen. */
  id: fc.integer({ min: 0, max: 12 }),
  amount: fc.bigInt({ min: 1n, max: 1000n }),
  from: fc.constantFrom(...ACCOUNTS),
  to: fc.constantFrom(...ACCOUNTS),
  /** Whether the unit is committed, given up, or fails in the store. */
  fate: fc.constantFrom('commit', 'commit', 'commit', 'discard', 'fail'),
  waits: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let scratch: ScratchDatabase;
let runs = 0;
beforeAll(async () => {
  scratch = await openScratchDatabase({ migrations: ledgerMigrations });
});
afterAll(() => scratch.remove());

function prepare(ledger: Ledger, tenant: string, { what, id, amount, from, to }: Step): Posting | undefined {
  const entries = [{ debit: from, credit: to, amountMinor: amount, kind: 'test' }];
  const transaction = { id: `t${id}`, bookedDay: DAY, entries };
  try {
    if (what === 'post') return ledger.prepare(tenant, transaction);
    if (what === 'reserve') return ledger.preparePending(tenant, transaction);
    return what === 'settle'
      ? ledger.prepareSettlement(tenant, `t${id}`, DAY)
      : ledger.prepareVoid(tenant, `t${id}`, DAY);
  } catch {
    // Refused: an expected outcome of a random sequence.
    return undefined;
  }
}

async function run(ledger: Ledger, tenant: string, steps: readonly Step[]): Promise<void> {
  const writes: Promise<unknown>[] = [];
  for (const one of steps) {
    const posting = prepare(ledger, tenant, one);
    if (!posting || posting.duplicate) continue;
    const unit = createUnit(tenant).add(posting.part);
    if (one.fate === 'discard') unit.discard();
    else {
      if (one.fate === 'fail') unit.add({ writes: posting.part.writes.filter(({ mode }) => mode === 'insert') });
      // A settlement has no insert to repeat, so it commits after all; a failed unit is the guilty one's own error.
      writes.push(scratch.db.write(unit).catch(() => undefined));
    }
    if (one.waits) await Promise.all(writes);
  }
  await Promise.all(writes);
}

it('balances after any sequence of postings, reservations, failures and repetitions', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
    const tenant = `run-${runs++}`;
    const ledger = await openLedger(scratch.db);
    const accounts = ACCOUNTS.map((id, i) => ({
      id,
      kind: KINDS[i] ?? 'asset',
      currency: 'CNY',
      overdraft: id !== 'b',
    }));
    await ledger.openAccounts(tenant, accounts);
    await run(ledger, tenant, steps);
    const reopened = await openLedger(scratch.db);
    for (const id of ACCOUNTS) expect(reopened.balance(tenant, id)).toEqual(ledger.balance(tenant, id));
    const trial = await ledger.trialBalance(tenant);
    const sum = (side: 'debits' | 'credits') => trial.reduce((total, row) => total + row[side], 0n);
    expect(sum('debits')).toBe(sum('credits'));
    expect(ledger.balance(tenant, 'b').balance >= 0n).toBe(true);
    expect(await ledger.verify()).toEqual([]);
  });
  await fc.assert(property, { numRuns: 40, seed: SEED });
});
