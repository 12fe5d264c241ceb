import { describe, expect, it } from 'vitest';
import { createLog, manualClock } from '#base';
import { eventFlattener, FactorLibrary, libraryFeed, packCatalogue } from '#factors';
import type { StoredEvent } from '#stream';
import { fillRows } from './fill-rows.ts';

const report = createLog({ clock: manualClock(0), level: 'error', write: () => undefined });

function payment(offset: number): StoredEvent {
  const envelope = { tenant: 'main', version: 1, source: 'bank', partitionKey: '', partition: 0, identifiers: [] };
  const at = { occurredAt: offset, recordedAt: offset, offset, idempotencyKey: String(offset) };
  return { ...envelope, ...at, kind: 'payment.received', data: { amountMinor: 1 } };
}

const log = {
  read: async (_tenant: string, _partition: number, { from, limit }: { from: number; limit: number }) =>
    Array.from({ length: Math.min(limit, 2000 - from) }, (_, i) => payment(from + i)),
};

function emptyLibrary() {
  const flattener = eventFlattener();
  const library = new FactorLibrary({ rows: flattener.rows(), catalogue: packCatalogue() });
  return { library, feed: libraryFeed(library, flattener) };
}

describe('rows filled behind the running system', () => {
  it('end up with all events, once each, although new ones come in meanwhile', async () => {
    const { library, feed } = emptyLibrary();
    const take = (event: StoredEvent): void => {
      feed.ingest({ event, person: event.offset % 7 });
      if (event.offset === 600) feed.ingest({ event: payment(2500), person: 0 });
    };
    const fill = fillRows({ log, tenant: 'main', name: 'factor library', from: 0, to: 2000, take, report });
    feed.ingest({ event: payment(2400), person: 0 });
    feed.ingest({ event: payment(300), person: 300 % 7 });
    while (fill.progress.done < fill.progress.total) await fillStep();
    library.define('paid', { entity: 'person', source: 'payment.received', aggregate: 'count' }, 'served');
    const selection = library.select({ names: ['paid'] });
    const counts = Array.from({ length: 7 }, (_, person) =>
      library.read(selection, { keys: { person }, at: { asOf: 5000, position: Infinity } }, anything),
    );
    expect(counts.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(2002);
    expect(library.rows.faults.duplicates).toBe(1);
  });

  it('stop where they are when the platform closes', async () => {
    const { library, feed } = emptyLibrary();
    const take = (event: StoredEvent): void => feed.ingest({ event, person: 1 });
    const fill = fillRows({ log, tenant: 'main', name: 'factor library', from: 0, to: 2000, take, report });
    await fill.stop();
    expect(library.state().rows).toBeLessThan(2000);
    expect(fill.progress.done).toBeLessThan(fill.progress.total);
  });
});

const anything = { purpose: 'underwriting', allows: () => true } as const;
const fillStep = (): Promise<void> => new Promise((done) => void setImmediate(done));
