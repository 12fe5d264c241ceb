import { openScratchDatabase } from '#store';
import { type LogEvent, openEventLog, streamMigrations } from '#stream';

/* Events appended in batches on the embedded store, durable (sync = full), and what one costs on the disk. */

const EVENTS = 300_000;
const BATCH = 5000;
const START = Date.UTC(2026, 0, 1);

function event(n: number): LogEvent {
  const person = Math.imul(n, 2_654_435_761) >>> 16;
  return {
    tenant: 'main',
    kind: 'ad.clicked',
    version: 1,
    source: 'world',
    idempotencyKey: `click-${n}`,
    identifiers: [{ kind: 'cookie', token: `cookie-${person}` }],
    occurredAt: START + n * 900,
    recordedAt: START + n * 900,
    partitionKey: `cookie-${person}`,
    data: { campaignId: `campaign-${n % 12}`, channel: n % 3 === 0 ? 'search' : 'feed', costMinor: 40 + (n % 60) },
  };
}

const { db, remove } = await openScratchDatabase({ migrations: streamMigrations, sync: 'full' });
const log = await openEventLog(db);
const batches = Array.from({ length: EVENTS / BATCH }, (_, b) =>
  Array.from({ length: BATCH }, (_, i) => event(b * BATCH + i)),
);

const writeStart = performance.now();
await Promise.all(batches.map((batch) => log.append('main', batch)));
const writeSeconds = (performance.now() - writeStart) / 1000;

const [size] = await db.query<{ blocks: number; bytes: number; keys: number }>(
  'select count(*) as blocks, sum(length(bytes))::int8 as bytes, sum(length(keys))::int8 as keys from event_block',
);
const openStart = performance.now();
const reopened = await openEventLog(db);
const openSeconds = (performance.now() - openStart) / 1000;

const readStart = performance.now();
let read = 0;
for await (const batch of reopened.scan('main')) read += batch.length;
const readSeconds = (performance.now() - readStart) / 1000;

console.log(`append  ${Math.round(EVENTS / writeSeconds)} events/s in batches of ${BATCH}, durable`);
console.log(
  `size    ${((size?.bytes ?? 0) / EVENTS).toFixed(1)} bytes an event, and ${((size?.keys ?? 0) / EVENTS).toFixed(1)} for its key during 30 days`,
);
console.log(`open    ${openSeconds.toFixed(2)} s to load the keys of the last 30 days of ${EVENTS} events`);
console.log(`scan    ${Math.round(read / readSeconds)} events/s`);
await remove();
