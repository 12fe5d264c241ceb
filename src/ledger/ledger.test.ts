import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ScratchDatabase, createUnit, openScratchDatabase } from '#store';
import type { Entry, Ledger, Transaction } from './ledger.ts';
import { openLedger } from './store-ledger.ts';
import { ledgerMigrations } from './tables.ts';

const DAY = 20_000;
let scratch: ScratchDatabase;
let ledger: Ledger;
let tenant = '';
let count = 0;

beforeAll(async () => {
  scratch = await openScratchDatabase({ migrations: ledgerMigrations });
});
afterAll(() => scratch.remove());
beforeEach(async () => {
  tenant = `tenant-${++count}`;
  ledger = await openLedger(scratch.db);
  await ledger.openAccounts(tenant, [
    { id: 'cash', kind: 'asset', currency: 'CNY' },
    { id: 'loans', kind: 'asset', currency: 'CNY' },
    { id: 'interest', kind: 'income', currency: 'CNY' },
    { id: 'dollars', kind: 'asset', currency: 'USD' },
    { id: 'quota', kind: 'liability', currency: 'CNY', overdraft: false },
  ]);
});

function move(debit: string, credit: string, amountMinor: bigint): Entry {
  return { debit, credit, amountMinor, kind: 'test' };
}

function transaction(id: string, ...entries: Entry[]): Transaction {
  return { id, bookedDay: DAY, entries };
}

describe('postings', () => {
  it('moves balances on both sides and survives a restart', async () => {
    await ledger.post(tenant, transaction('t1', move('loans', 'cash', 1000n)));
    await ledger.post(tenant, transaction('t2', move('cash', 'loans', 300n), move('cash', 'interest', 20n)));
    for (const books of [ledger, await openLedger(scratch.db)]) {
      expect(books.balance(tenant, 'cash').balance).toBe(-680n);
      expect(books.balance(tenant, 'loans').balance).toBe(700n);
      expect(books.balance(tenant, 'interest').balance).toBe(20n);
    }
    expect(await ledger.verify()).toEqual([]);
  });

  it('reads back ids of any characters', async () => {
    const id = `a "b" \\ c,\n'd' \u{1F3E6}`;
    await ledger.openAccounts(tenant, [{ id, kind: 'asset', currency: 'CNY' }]);
    await ledger.post(tenant, transaction(id, move(id, 'cash', 9n)));
    const again = await openLedger(scratch.db);
    expect(again.balance(tenant, id).balance).toBe(9n);
    expect(again.knows(tenant, id)).toBe(true);
  });

  it('answers a repetition without an effect and refuses another body', async () => {
    const first = transaction('t', move('loans', 'cash', 5n));
    expect(await ledger.post(tenant, first)).toEqual({ duplicate: false });
    expect(await ledger.post(tenant, first)).toEqual({ duplicate: true });
    expect(() => ledger.prepare(tenant, transaction('t', move('loans', 'cash', 6n)))).toThrow(/another body/);
    expect(ledger.balance(tenant, 'loans').balance).toBe(5n);
  });

  it('recognises a repetition that only the store remembers', async () => {
    const old = { ...transaction('old', move('loans', 'cash', 5n)), bookedDay: DAY - 400 };
    await ledger.post(tenant, old);
    await ledger.post(tenant, transaction('new', move('loans', 'cash', 1n)));
    const restarted = await openLedger(scratch.db);
    expect(await restarted.post(tenant, old)).toEqual({ duplicate: true });
    const other = { ...old, entries: [move('loans', 'cash', 7n)] };
    await expect(restarted.post(tenant, other)).rejects.toMatchObject({ code: 'LEDGER_DUPLICATE' });
    expect(restarted.balance(tenant, 'loans').balance).toBe(6n);
    expect(await restarted.verify()).toEqual([]);
  });

  it.each([
    ['LEDGER_ACCOUNT_UNKNOWN', move('loans', 'nowhere', 1n)],
    ['LEDGER_CURRENCY', move('loans', 'dollars', 1n)],
    ['LEDGER_AMOUNT', move('loans', 'cash', 0n)],
    ['LEDGER_AMOUNT', move('loans', 'cash', -5n)],
    ['LEDGER_AMOUNT', move('loans', 'cash', 2n ** 53n)],
    ['LEDGER_ENTRY', move('cash', 'cash', 1n)],
  ])('refuses with %s and changes nothing', (code, entry) => {
    const bad = transaction('bad', move('loans', 'cash', 10n), entry);
    expect(() => ledger.prepare(tenant, bad)).toThrow(expect.objectContaining({ code }));
    expect(ledger.balance(tenant, 'loans').balance).toBe(0n);
  });

  it('refuses an account that exists with another kind', () => {
    const differs = { id: 'cash', kind: 'liability', currency: 'CNY' } as const;
    expect(() => ledger.prepareAccounts(tenant, [differs])).toThrow(
      expect.objectContaining({ code: 'LEDGER_ACCOUNT_DIFFERS' }),
    );
  });

  it('takes a failed unit back from memory, so that the next one is right', async () => {
    await ledger.post(tenant, transaction('t1', move('loans', 'cash', 100n)));
    const { part } = ledger.prepare(tenant, transaction('t2', move('loans', 'cash', 50n)));
    const failing = createUnit(tenant)
      .add(part)
      .add({ writes: part.writes.slice(0, 1) });
    const good = createUnit(tenant).add(ledger.prepare(tenant, transaction('t3', move('loans', 'cash', 7n))).part);
    const results = await Promise.allSettled([scratch.db.write(failing), scratch.db.write(good)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(ledger.balance(tenant, 'loans').balance).toBe(107n);
    expect((await openLedger(scratch.db)).balance(tenant, 'loans').balance).toBe(107n);
    expect(await ledger.verify()).toEqual([]);
  });

  it('acknowledges a repetition only after the first one was committed', async () => {
    const { part } = ledger.prepare(tenant, transaction('t', move('loans', 'cash', 5n)));
    const again = ledger.post(tenant, transaction('t', move('loans', 'cash', 5n)));
    createUnit(tenant).add(part).discard();
    expect(await again).toEqual({ duplicate: false });
    expect((await openLedger(scratch.db)).balance(tenant, 'loans').balance).toBe(5n);
  });

  it('keeps an account that was opened by a unit that failed, when another unit in flight uses it', async () => {
    const opening = createUnit(tenant).add(
      ledger.prepareAccounts(tenant, [{ id: 'fees', kind: 'income', currency: 'CNY' }]),
    );
    opening.add(ledger.prepare(tenant, transaction('x', move('cash', 'fees', 1n))).part);
    const using = createUnit(tenant).add(ledger.prepare(tenant, transaction('y', move('cash', 'fees', 2n))).part);
    opening.discard();
    await scratch.db.write(using);
    expect(ledger.balance(tenant, 'fees').balance).toBe(2n);
    expect(await ledger.verify()).toEqual([]);
  });
});

describe('pending transfers', () => {
  it('reserve, then settle or give up, once', async () => {
    const write = (posting: { part: Parameters<ReturnType<typeof createUnit>['add']>[0] }) =>
      scratch.db.write(createUnit(tenant).add(posting.part));
    await write(ledger.preparePending(tenant, transaction('p1', move('loans', 'cash', 40n))));
    await write(ledger.preparePending(tenant, transaction('p2', move('loans', 'cash', 60n))));
    expect(ledger.balance(tenant, 'cash')).toMatchObject({ balance: 0n, pendingCredits: 100n });
    const restarted = await openLedger(scratch.db);
    await write(restarted.prepareSettlement(tenant, 'p1', DAY + 1));
    await write(restarted.prepareVoid(tenant, 'p2', DAY + 1));
    expect(restarted.balance(tenant, 'cash')).toMatchObject({ balance: -40n, pendingCredits: 0n });
    expect(restarted.prepareSettlement(tenant, 'p1', DAY + 1).duplicate).toBe(true);
    expect(() => restarted.prepareSettlement(tenant, 'p2', DAY + 1)).toThrow(
      expect.objectContaining({ code: 'LEDGER_NOT_PENDING' }),
    );
    expect(await restarted.balanceAsOf(tenant, 'loans', DAY)).toMatchObject({ balance: 0n });
    expect(await restarted.balanceAsOf(tenant, 'loans', DAY + 1)).toMatchObject({ balance: 40n });
    expect(await restarted.verify()).toEqual([]);
  });

  it('do not settle before the reservation is committed', () => {
    const { part } = ledger.preparePending(tenant, transaction('p', move('loans', 'cash', 40n)));
    expect(() => ledger.prepareSettlement(tenant, 'p', DAY)).toThrow(
      expect.objectContaining({ code: 'LEDGER_NOT_PENDING' }),
    );
    part.settled?.(true);
    expect(ledger.prepareSettlement(tenant, 'p', DAY).duplicate).toBe(false);
  });

  it('cannot overspend an account without overdraft', async () => {
    await ledger.post(tenant, transaction('fill', move('cash', 'quota', 100n)));
    const first = ledger.preparePending(tenant, transaction('r1', move('quota', 'cash', 80n)));
    expect(() => ledger.preparePending(tenant, transaction('r2', move('quota', 'cash', 30n)))).toThrow(
      expect.objectContaining({ code: 'LEDGER_OVERDRAFT' }),
    );
    first.part.settled?.(false);
    expect(ledger.preparePending(tenant, transaction('r2', move('quota', 'cash', 30n))).duplicate).toBe(false);
  });

  it('does not spend a credit before it is committed', () => {
    const fill = ledger.prepare(tenant, transaction('fill', move('cash', 'quota', 100n)));
    const spend = transaction('spend', move('quota', 'cash', 50n));
    expect(() => ledger.prepare(tenant, spend)).toThrow(expect.objectContaining({ code: 'LEDGER_OVERDRAFT' }));
    fill.part.settled?.(true);
    expect(ledger.prepare(tenant, spend).duplicate).toBe(false);
  });
});

describe('reports', () => {
  it('state an account line by line', async () => {
    for (let i = 0; i < 4; i++) {
      await ledger.post(tenant, {
        id: `t${i}`,
        bookedDay: DAY + i,
        entries: [move('loans', 'cash', BigInt(10 + i))],
        reference: { i },
      });
    }
    const statement = await ledger.statement(tenant, 'loans', { from: DAY + 1, to: DAY + 2 });
    expect(statement).toMatchObject({ opening: 10n, closing: 33n });
    expect(statement.lines.map(({ debit, balance, counterAccount }) => [debit, balance, counterAccount])).toEqual([
      [11n, 21n, 'cash'],
      [12n, 33n, 'cash'],
    ]);
    const trial = await ledger.trialBalance(tenant);
    const sum = (side: 'debits' | 'credits') => trial.reduce((total, row) => total + row[side], 0n);
    expect(sum('debits')).toBe(46n);
    expect(sum('credits')).toBe(46n);
  });

  it('find a balance that was tampered with', async () => {
    await ledger.post(tenant, transaction('t', move('loans', 'cash', 10n)));
    await scratch.db.query("update ledger_balance set debits = debits + 1 where tenant = $1 and account = 'loans'", [
      tenant,
    ]);
    const breaks = await ledger.verify();
    expect(breaks.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['currency', 'CNY'],
      ['balance', 'loans'],
    ]);
    await scratch.db.query("update ledger_balance set debits = debits - 1 where tenant = $1 and account = 'loans'", [
      tenant,
    ]);
    await scratch.db.query("update ledger_transfer set currency = 'USD' where tenant = $1", [tenant]);
    expect((await ledger.verify()).map(({ kind }) => kind)).toEqual(['account']);
    await scratch.db.query("update ledger_transfer set currency = 'CNY' where tenant = $1", [tenant]);
    expect(await ledger.verify()).toEqual([]);
  });
});
