import { afterAll, beforeAll, describe, it } from 'vitest';
import { type ScratchDatabase, openScratchDatabase } from '#store';
import { eventLogContract } from './contract/event-log.ts';
import { openEventLog } from './store-log.ts';
import { streamMigrations } from './tables.ts';

let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await openScratchDatabase({ migrations: streamMigrations });
});
afterAll(() => scratch.remove());

describe.each([1, 3])('event log over the store with %i partitions', (partitions) => {
  for (const [i, { name, run }] of eventLogContract.entries()) {
    it(name, async () => {
      const { db } = scratch;
      const reopen = () => openEventLog(db, { partitions });
      await run({ db, log: await reopen(), reopen }, `tenant-${partitions}-${i}`);
    });
  }
});
