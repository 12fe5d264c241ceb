import { addMonths, instantOfDay, must, type Day } from '#base';
import { createCatalogue, createFactorService, standardPack, type FactorService } from '#factors';
import { createResolver } from '#identity';
import type { StoredEvent } from '#stream';
import { liveClosedLoop, type TruthRow, type WorldEvent } from '#world';
import { traceKeeper } from './gang-traces.ts';
import { loanEvents, type OwnLoan } from './own-loans.ts';

export interface LivedApplication {
  readonly truth: TruthRow;
  /** Read at the instant of the application. */
  readonly values: Float64Array;
  /** Something that was recorded before leads from the applicant to an earlier fraud of the same form. */
  readonly traced: boolean;
  readonly loan: OwnLoan | undefined;
}

export interface LivedFactors {
  readonly applications: readonly LivedApplication[];
  readonly names: readonly string[];
  readonly startDay: Day;
  readonly months: number;
}

interface MarketOptions {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
  readonly pack: string;
}

type Loose = Pick<WorldEvent, 'kind' | 'identifiers' | 'occurredAt' | 'data'>;

/** Lives a market that lends to everybody, through identity and factors alone, and reads every applicant's vector. */
export function liveFactors({ people, months, seed, pack }: MarketOptions): LivedFactors {
  const catalogue = createCatalogue(standardPack);
  const put = receiver(createFactorService({ catalogue, consents: () => true }));
  const traces = traceKeeper();
  const read = new Map<string, { values: Float64Array; traces: readonly string[] }>();
  const truth: TruthRow[] = [];
  const traced = new Map<string, boolean>();
  const own = loanEvents();
  let startDay = Infinity;
  for (const lived of liveClosedLoop({ people, months, seed, pack, policy: 'accept-all' })) {
    startDay = Math.min(startDay, lived.day);
    for (const event of lived.events) {
      const values = put(event);
      own.hear(event, lived.day);
      const found = traces.hear(event);
      if (values !== undefined) read.set(String(event.data['applicationId']), { values, traces: found });
    }
    for (const row of lived.truth) {
      truth.push(row);
      traced.set(row.applicationId, traces.judge(row, must(read.get(row.applicationId), 'a read').traces));
    }
    for (const event of own.close(lived.day, lived.answers)) put(event);
  }
  const applications = truth.map((row): LivedApplication => {
    const id = row.applicationId;
    return { truth: row, values: must(read.get(id), id).values, traced: traced.get(id) === true, loan: own.loanOf(id) };
  });
  return { applications, names: catalogue.names, startDay, months };
}

/** The first day whose applications no model may have learned from. */
export function cutOf({ startDay, months }: LivedFactors): Day {
  return addMonths(startDay, months - 3);
}

/** Takes events in, as the platform would; the vector of the applicant when it is an application. */
function receiver(service: FactorService): (event: Loose) => Float64Array | undefined {
  const resolver = createResolver();
  let offset = 0;
  return (event) => {
    const identifiers = event.identifiers.map(({ kind, value }) => ({ kind, token: value }));
    const phone = event.identifiers.find(({ kind }) => kind === 'phone')?.value;
    const stored: StoredEvent = {
      ...{ tenant: 'proof', version: 1, source: 'proof', partitionKey: '', partition: 0, identifiers },
      ...{ kind: event.kind, idempotencyKey: String(offset), offset: offset++ },
      ...{ occurredAt: event.occurredAt, recordedAt: event.occurredAt },
      data: phone === undefined ? event.data : { ...event.data, phoneBlock: phone.slice(0, -3) },
    };
    const { person, merged } = resolver.resolve(identifiers);
    for (const { from, into } of merged) service.merge(from.index, into.index);
    service.ingest({ event: stored, person: person.index });
    if (event.kind !== 'application.submitted') return undefined;
    const asOf = { at: stored.recordedAt, offset: stored.offset };
    const entityId = String(event.data['applicationId']);
    return service.read({ entityKind: 'application', entityId, asOf, purpose: 'fraud' }).values;
  };
}

/** Late in the evening, when the day's own events are written. */
export function evening(day: Day): number {
  return instantOfDay(day + 1) - 1000;
}
