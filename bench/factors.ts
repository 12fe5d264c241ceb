import { createCatalogue, createFactorService, ReferenceEngine, standardPack, type AsOf } from '#factors';
import { createResolver } from '#identity';
import type { StoredEvent } from '#stream';
import { liveClosedLoop } from '#world';

/* Live factor reads of applications against the reference engine, which reads the same definitions literally. */

const catalogue = createCatalogue(standardPack);
const service = createFactorService({ catalogue, consents: () => true });
const reference = new ReferenceEngine(catalogue);
const resolver = createResolver();
const READS = 300;

let offset = 0;
let ingestMs = 0;
const reads: [string, AsOf][] = [];
for (const { events } of liveClosedLoop({ people: 3000, months: 6, seed: 7, pack: 'default', policy: 'accept-all' })) {
  for (const event of events) {
    const identifiers = event.identifiers.map(({ kind, value }) => ({ kind, token: value }));
    const place = { tenant: 'bench', partition: 0, partitionKey: '', offset: offset++, recordedAt: event.occurredAt };
    const stored: StoredEvent = { ...event, ...place, identifiers };
    const { person, merged } = resolver.resolve(identifiers);
    for (const { from, into } of merged) {
      service.merge(from.index, into.index);
      reference.merge(from.index, into.index);
    }
    const start = performance.now();
    service.ingest({ event: stored, person: person.index });
    ingestMs += performance.now() - start;
    reference.ingest({ event: stored, person: person.index });
    const id = event.data['applicationId'];
    if (event.kind === 'application.submitted')
      reads.push([String(id), { at: stored.recordedAt, offset: stored.offset }]);
  }
}

const sample = reads.slice(-READS);
const read = ([entityId, asOf]: [string, AsOf]) =>
  service.read({ entityKind: 'application', entityId, asOf, purpose: 'underwriting' });
for (const each of sample) read(each);
const liveStart = performance.now();
for (const each of sample) read(each);
const live = (performance.now() - liveStart) / READS;
const slowStart = performance.now();
for (const [entityId, asOf] of sample) {
  reference.evaluate(service.subjectOf({ entityKind: 'application', entityId, asOf }), asOf);
}
const slow = (performance.now() - slowStart) / READS;
console.log(
  `events: ${offset}, rows of state: ${service.stats().rows}, ${(service.snapshot().length / offset).toFixed(0)} bytes an event`,
);
console.log(`ingest: ${((1000 * ingestMs) / offset).toFixed(2)} us an event`);
console.log(
  `read of ${catalogue.names.length} factors: ${(1000 * live).toFixed(0)} us live, ${(1000 * slow).toFixed(0)} us reference (ratio ${(slow / live).toFixed(1)})`,
);
