import { ledgerMigrations, openLedger } from '#ledger';
import { createUnit, openScratchDatabase } from '#store';

/* Transfers posted on the embedded store, durable, one transfer a unit, `BATCH` units at once. */

const TRANSFERS = 60_000;
const ACCOUNTS = 2000;

for (const batch of [100, 1000]) {
  const { db, remove } = await openScratchDatabase({ migrations: ledgerMigrations, sync: 'full' });
  const ledger = await openLedger(db);
  await ledger.openAccounts(
    'main',
    Array.from({ length: ACCOUNTS }, (_, i) => ({ id: `account-${i}`, kind: 'asset', currency: 'CNY' }) as const),
  );
  const start = performance.now();
  for (let n = 0; n < TRANSFERS; n += batch) {
    const units = Array.from({ length: batch }, (_, i) => {
      const debit = `account-${(n + i) % ACCOUNTS}`;
      const credit = `account-${(n + i + 1) % ACCOUNTS}`;
      const entries = [{ debit, credit, amountMinor: 100n, kind: 'bench' }];
      const posting = ledger.prepare('main', { id: `t-${n + i}`, bookedDay: 20_454, entries });
      return db.write(createUnit('main').add(posting.part));
    });
    await Promise.all(units);
  }
  const seconds = (performance.now() - start) / 1000;
  const breaks = await ledger.verify();
  console.log(
    `${batch} units at once  ${Math.round(TRANSFERS / seconds)} transfers/s, durable, ${breaks.length} breaks`,
  );
  await remove();
}
