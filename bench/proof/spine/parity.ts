import { unpackFactors } from '#decide';
import { createCatalogue, createFactorService, hide, ReferenceEngine, standardPack } from '#factors';
import { consentOf, createConsentLedger, createResolver } from '#identity';
import type { StoredEvent } from '#stream';
import { acceptAllPolicy } from '../accept-all.ts';
import { liveMarket, type LivedMarket } from '../lived-market.ts';
import type { ProofPart } from '../row.ts';

const MARKET = { people: 6000, months: 12 } as const;
const FACTORS = 60;
const READS = 5000;

/**
 * Factor vectors that live decisions recorded, against the definitions read literally over the stored event log: fresh
 * identity, fresh consents, no shared state. Bits must agree, missing with missing.
 */
export const parityProof: ProofPart = {
  name: 'parity',
  async run({ seed, pack, note }) {
    note(`living a ${pack} market of ${MARKET.people} people`);
    const market = await liveMarket({ ...MARKET, seed, pack, policy: acceptAllPolicy, note });
    try {
      const live = await recordedVectors(market);
      note(`computing ${live.size} vectors again from ${market.events} events`);
      const { reads, compared, different, example } = await compare(market, live);
      const factors = standardPack.length;
      const metric = `parity: ${factors} factors x ${reads} reads, live decision against backfill from the log`;
      const value = `${((100 * (compared - different)) / compared).toFixed(different === 0 ? 0 : 4)} % of ${compared} equal${example}`;
      return [
        {
          metric,
          value,
          target: `100 % of >= ${FACTORS} x ${READS}`,
          pass: different === 0 && factors >= FACTORS && reads >= READS,
        },
      ];
    } finally {
      await market.close();
    }
  },
};

async function recordedVectors({ tenant }: LivedMarket): Promise<Map<string, Float64Array>> {
  const vectors = new Map<string, Float64Array>();
  for await (const records of tenant.engine.ports.decisions.scan()) {
    for (const record of records) vectors.set(record.applicationId, unpackFactors(record.factors));
  }
  return vectors;
}

interface Comparison {
  reads: number;
  compared: number;
  different: number;
  /** The first difference, for the reader. */
  example: string;
}

async function compare({ tenant }: LivedMarket, live: ReadonlyMap<string, Float64Array>): Promise<Comparison> {
  const backfill = createBackfill();
  const result: Comparison = { reads: 0, compared: 0, different: 0, example: '' };
  for await (const events of tenant.engine.ports.log.scan(tenant.id)) {
    for (const event of events) {
      backfill.ingest(event);
      if (event.kind !== 'application.submitted') continue;
      const recorded = live.get(String(event.data['applicationId']));
      if (recorded === undefined) continue;
      result.reads++;
      count(result, recorded, backfill.vector(event));
    }
  }
  return result;
}

function count(result: Comparison, recorded: Float64Array, again: Float64Array): void {
  for (let f = 0; f < recorded.length; f++) {
    result.compared++;
    if (Object.is(recorded[f], again[f])) continue;
    result.different++;
    if (result.example === '') result.example = `; first: ${standardPack[f]?.name} was ${recorded[f]}, is ${again[f]}`;
  }
}

/** The reference over a history that is told event by event. */
function createBackfill(): { ingest(event: StoredEvent): void; vector(event: StoredEvent): Float64Array } {
  const catalogue = createCatalogue(standardPack);
  const reference = new ReferenceEngine(catalogue);
  const resolver = createResolver();
  const consents = createConsentLedger();
  // Says which device, cell and so on an application belongs to; its values are not looked at.
  const subjects = createFactorService({ catalogue, consents: () => true });
  const served = catalogue.servedFor('underwriting');
  return {
    ingest(event) {
      const { person, merged } = resolver.resolve(event.identifiers);
      for (const { from, into } of merged) {
        reference.merge(from.index, into.index);
        subjects.merge(from.index, into.index);
        consents.merge(from.index, into.index);
      }
      if (event.kind === 'consent.changed') {
        consents.record(person.index, consentOf(event));
      }
      reference.ingest({ event, person: person.index });
      subjects.ingest({ event, person: person.index });
    },
    vector({ data, recordedAt, offset }) {
      const asOf = { at: recordedAt, offset };
      const subject = subjects.subjectOf({ entityKind: 'application', entityId: String(data['applicationId']), asOf });
      const values = reference.evaluate(subject, asOf);
      hide(catalogue, values, {
        served,
        allowed: (scope) => consents.allows(subject.person, scope, { at: recordedAt, purpose: 'underwriting' }),
      });
      return values;
    },
  };
}
