import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScratchDatabase, openScratchDatabase } from '#store';
import { compactLog } from './compact-log.ts';
import { sampleEvent } from './contract/event-log.ts';
import type { EventLog } from './event-log.ts';
import type { StoredEvent } from './event.ts';
import { openEventLog } from './store-log.ts';
import { streamMigrations } from './tables.ts';

let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await openScratchDatabase({ migrations: streamMigrations });
});
afterAll(() => scratch.remove());

async function all(log: EventLog, tenant: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of log.scan(tenant)) events.push(...batch);
  return events;
}

async function blocks(tenant: string): Promise<number[]> {
  const rows = await scratch.db.query<{ count: number }>(
    'select count from event_block where tenant = $1 order by first_offset',
    [tenant],
  );
  return rows.map(({ count }) => count);
}

it('merges small blocks and changes nothing a reader sees, keys included', async () => {
  const log = await openEventLog(scratch.db);
  for (let n = 0; n < 1200; n += 40) {
    await log.append(
      'a',
      Array.from({ length: 40 }, (_, i) => sampleEvent('a', n + i)),
    );
  }
  const before = await all(log, 'a');
  expect(await compactLog(scratch.db, log, 'a')).toEqual({ merged: 25, into: 1 });
  expect(await blocks('a')).toEqual([1000, 40, 40, 40, 40, 40]);
  const reopened = await openEventLog(scratch.db);
  expect(await all(reopened, 'a')).toEqual(before);
  expect(reopened.seen('a', 'app', 'key-0') && reopened.seen('a', 'app', 'key-1199')).toBe(true);
  expect(await reopened.read('a', 0, { from: 990, limit: 30 })).toEqual(before.slice(990, 1020));
});

it('keeps the gap that a failed unit left', async () => {
  const log = await openEventLog(scratch.db);
  for (let n = 0; n < 20; n++) {
    const { part } = log.prepare('b', [sampleEvent('b', 1000 + n)]);
    part.settled?.(false);
    await log.append('b', [sampleEvent('b', n)]);
  }
  await compactLog(scratch.db, log, 'b');
  const events = await all(await openEventLog(scratch.db), 'b');
  expect(events.map(({ offset }) => offset)).toEqual(Array.from({ length: 20 }, (_, i) => 2 * i + 1));
});

it('drops the hashes of keys that are too old to matter', async () => {
  const log = await openEventLog(scratch.db);
  await log.append('c', [sampleEvent('c', 1)]);
  await log.append('c', [sampleEvent('c', 2, { recordedAt: sampleEvent('c', 2).recordedAt + 40 * 86_400_000 })]);
  await compactLog(scratch.db, log, 'c');
  const rows = await scratch.db.query<{ has: boolean }>(
    'select keys is not null as has from event_block where tenant = $1 order by first_offset',
    ['c'],
  );
  expect(rows.map(({ has }) => has)).toEqual([false, true]);
});
