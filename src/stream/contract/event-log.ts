import assert from 'node:assert/strict';
import { type Database, createUnit, defineTable } from '#store';
import { runConsumer } from '../consumer.ts';
import type { EventLog } from '../event-log.ts';
import type { LogEvent, StoredEvent } from '../event.ts';

/** A log under test; `reopen` forgets all memory and reads the state back. */
export interface EventLogSubject {
  readonly db: Database;
  readonly log: EventLog;
  reopen(): Promise<EventLog>;
}

export interface EventLogCase {
  readonly name: string;
  run(subject: EventLogSubject, tenant: string): Promise<void>;
}

const START = Date.UTC(2026, 0, 5);
const effectTable = defineTable('consumer_offset', {
  columns: { tenant: 'text', group_name: 'text', partition: 'int4', next_offset: 'int8' },
  key: ['tenant', 'group_name', 'partition'],
});

/** An event for tests, the `n`-th of its tenant. */
export function sampleEvent(tenant: string, n: number, change: Partial<LogEvent> = {}): LogEvent {
  return {
    tenant,
    kind: 'ad.clicked',
    version: 1,
    source: 'app',
    idempotencyKey: `key-${n}`,
    identifiers: [{ kind: 'cookie', token: `cookie-${n % 50}` }],
    occurredAt: START + n * 1000,
    recordedAt: START + n * 1000 + 5,
    partitionKey: `cookie-${n % 50}`,
    data: { campaignId: `c-${n % 7}`, channel: 'search', costMinor: n },
    ...change,
  };
}

function sampleEvents(tenant: string, from: number, count: number): LogEvent[] {
  return Array.from({ length: count }, (_, i) => sampleEvent(tenant, from + i));
}

async function readAll({ log }: EventLogSubject, tenant: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of log.scan(tenant)) events.push(...batch);
  return events;
}

/** What every event log must do. Each case gets a tenant of its own. */
export const eventLogContract: readonly EventLogCase[] = [
  {
    name: 'reads back what was appended, in order, with ascending offsets per partition',
    async run(subject, tenant) {
      await subject.log.append(tenant, sampleEvents(tenant, 0, 2500));
      const events = await readAll({ ...subject, log: await subject.reopen() }, tenant);
      assert.equal(events.length, 2500);
      const next = new Map<number, number>();
      for (const { partition, offset } of events) {
        assert.equal(offset, next.get(partition) ?? 0);
        next.set(partition, offset + 1);
      }
      const { partition, offset, ...event } = events[7] as StoredEvent;
      assert.deepEqual(event, sampleEvent(tenant, Number(event.idempotencyKey.slice(4))));
      assert.ok(partition >= 0 && offset >= 0);
    },
  },
  {
    name: 'keeps events of one partition key in one partition',
    async run(subject, tenant) {
      const { stored } = await subject.log.append(tenant, sampleEvents(tenant, 0, 200));
      const partitions = new Map<string, number>();
      for (const event of stored) {
        assert.equal(event.partition, partitions.get(event.partitionKey) ?? event.partition);
        partitions.set(event.partitionKey, event.partition);
      }
    },
  },
  {
    name: 'reads from any offset, from memory and from the store',
    async run(subject, tenant) {
      for (let n = 0; n < 30; n += 10) await subject.log.append(tenant, sampleEvents(tenant, n, 10));
      const fresh = await subject.reopen();
      for (const log of [subject.log, fresh]) {
        const end = log.end(tenant, 0);
        const from = Math.max(0, end - 4);
        const events = await log.read(tenant, 0, { from, limit: 3 });
        assert.deepEqual(
          events.map(({ offset }) => offset),
          [from, from + 1, from + 2].filter((at) => at < end),
        );
        assert.deepEqual(await log.read(tenant, 0, { from: end, limit: 10 }), []);
      }
    },
  },
  {
    name: 'drops and reports a key seen before, within a batch, across batches and after a restart',
    async run(subject, tenant) {
      const twice = [sampleEvent(tenant, 1), sampleEvent(tenant, 2), sampleEvent(tenant, 1)];
      const first = await subject.log.append(tenant, twice);
      assert.equal(first.stored.length, 2);
      assert.equal(first.duplicates.length, 1);
      const log = await subject.reopen();
      assert.equal(log.seen(tenant, 'app', 'key-1'), true);
      assert.equal(log.seen(tenant, 'other', 'key-1'), false);
      const again = await log.append(tenant, [sampleEvent(tenant, 2), sampleEvent(tenant, 2, { source: 'other' })]);
      assert.deepEqual(
        again.stored.map(({ source }) => source),
        ['other'],
      );
    },
  },
  {
    name: 'acknowledges a duplicate only when the first one is committed, and takes its place when that fails',
    async run(subject, tenant) {
      const first = subject.log.prepare(tenant, [sampleEvent(tenant, 1)]);
      const again = subject.log.append(tenant, [sampleEvent(tenant, 1)]);
      createUnit(tenant).add(first.part).discard();
      assert.equal((await again).stored.length, 1);
      assert.equal((await readAll(subject, tenant)).length, 1);
    },
  },
  {
    name: 'forgets a key after more than 30 days',
    async run(subject, tenant) {
      await subject.log.append(tenant, [sampleEvent(tenant, 1)]);
      const later = sampleEvent(tenant, 1, { recordedAt: START + 32 * 86_400_000 });
      const { stored } = await subject.log.append(tenant, [later]);
      assert.equal(stored.length, 1);
    },
  },
  {
    name: 'tells repetitions of late events too, whatever day it is',
    async run(subject, tenant) {
      await subject.log.append(tenant, [sampleEvent(tenant, 1)]);
      await subject.log.append(tenant, [sampleEvent(tenant, 2, { recordedAt: START + 90 * 86_400_000 })]);
      const again = await subject.log.append(tenant, [sampleEvent(tenant, 1)]);
      assert.equal(again.stored.length + again.duplicates.length, 1);
    },
  },
  {
    name: 'commits events and their effects together or not at all, and frees the keys of a failed unit',
    async run(subject, tenant) {
      const row = { group_name: 'taken', partition: 0, next_offset: 1 };
      await subject.db.write(createUnit(tenant).insert(effectTable, [row]));
      const { part } = subject.log.prepare(tenant, [sampleEvent(tenant, 1)]);
      const unit = createUnit(tenant).add(part).insert(effectTable, [row]);
      await assert.rejects(subject.db.write(unit), { code: 'STORE_DUPLICATE' });
      assert.deepEqual(await readAll(subject, tenant), []);
      assert.equal(subject.log.seen(tenant, 'app', 'key-1'), false);
      const { stored } = await subject.log.append(tenant, [sampleEvent(tenant, 1)]);
      const read = await subject.log.read(tenant, stored[0]?.partition ?? 0, { from: 0, limit: 10 });
      assert.equal(read.length, 1);
    },
  },
  {
    name: 'shows a reader nothing beyond an offset that is not settled yet',
    async run(subject, tenant) {
      const early = subject.log.prepare(tenant, [sampleEvent(tenant, 1)]);
      const partition = early.stored[0]?.partition ?? 0;
      await subject.log.append(tenant, [sampleEvent(tenant, 51)]);
      assert.deepEqual(await subject.log.read(tenant, partition, { from: 0, limit: 10 }), []);
      await subject.db.write(createUnit(tenant).add(early.part));
      const events = await subject.log.read(tenant, partition, { from: 0, limit: 10 });
      assert.deepEqual(
        events.map(({ idempotencyKey }) => idempotencyKey),
        ['key-1', 'key-51'],
      );
    },
  },
  {
    name: 'scans a range of recorded time',
    async run(subject, tenant) {
      await subject.log.append(tenant, sampleEvents(tenant, 0, 100));
      let count = 0;
      for await (const batch of subject.log.scan(tenant, { from: START + 10_005, to: START + 20_005 }))
        count += batch.length;
      assert.equal(count, 10);
    },
  },
  {
    name: 'refuses events of another tenant',
    async run(subject, tenant) {
      await assert.rejects(subject.log.append(tenant, [sampleEvent('someone-else', 1)]), { code: 'STREAM_TENANT' });
    },
  },
  {
    name: 'gives a consumer group each event once, across failures and restarts',
    async run(subject, tenant) {
      await subject.log.append(tenant, sampleEvents(tenant, 0, 95));
      const handled: string[] = [];
      let calls = 0;
      const options = { db: subject.db, log: subject.log, tenant, group: 'g', batch: 10 };
      const handle = (events: readonly StoredEvent[]): void => {
        if (++calls === 3) throw new Error('once');
        handled.push(...events.map(({ idempotencyKey }) => idempotencyKey));
      };
      const first = await runConsumer({ ...options, handle });
      await assert.rejects(first.drain(), /once/);
      const log = await subject.reopen();
      const second = await runConsumer({ ...options, log, handle });
      await second.drain();
      await log.append(tenant, sampleEvents(tenant, 95, 5));
      await second.drain();
      assert.equal(handled.length, 100);
      assert.equal(new Set(handled).size, 100);
    },
  },
];
