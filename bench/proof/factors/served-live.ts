import { eventFlattener, FactorReader, knownKeys, type LibraryFactor } from '#factors';
import { createResolver } from '#identity';
import { identifierKinds, type StoredEvent } from '#stream';
import { liveClosedLoop, type LoopOptions, type WorldEvent } from '#world';

/** The applications that vectors are read for. */
interface Reads {
  readonly applications: readonly string[];
  readonly at: Float64Array;
}

/** Vectors read from live state, in columns like a backfill's. */
export interface ServedLive {
  readonly columns: Float64Array[];
  readonly events: number;
}

/**
 * Lives a market through identity into rows of events, as the platform keeps them, and reads factors of applicants as of their
 * applications, keys looked up by what was known of the person then.
 */
export function servedLive(
  market: LoopOptions,
  factors: readonly LibraryFactor[],
  { applications, at }: Reads,
): ServedLive {
  const resolver = createResolver();
  const flattener = eventFlattener();
  const rows = flattener.rows();
  const applicant = new Map<string, number>();
  let events = 0;
  for (const lived of liveClosedLoop(market)) {
    for (const told of lived.events) {
      const event = storedEvent(told, events++);
      const { person, merged } = resolver.resolve(event.identifiers);
      for (const { from, into } of merged) rows.move('person', { from: from.index, into: into.index });
      const row = flattener.flatten({ event, person: person.index });
      if (row !== undefined) rows.append(row);
      if (event.kind === 'application.submitted') applicant.set(String(event.data['applicationId']), person.index);
    }
  }
  const reader = new FactorReader(rows, factors);
  const columns = factors.map(() => new Float64Array(applications.length));
  applications.forEach((application, label) => {
    const key = resolver.byIndex(applicant.get(application) ?? 0).index;
    const asOf = { asOf: at[label] ?? NaN, position: Infinity };
    const vector = reader.read({ keys: knownKeys(rows, { entity: 'person', key, at: asOf }), at: asOf });
    vector.forEach((value, f) => ((columns[f] as Float64Array)[label] = value));
  });
  return { columns, events };
}

/** An event of the market as the log would hold it; identifiers for tokens, in the order of a file's columns, which identity heeds. */
export function storedEvent({ identifiers, data, ...rest }: WorldEvent, offset: number): StoredEvent {
  const phone = identifiers.find(({ kind }) => kind === 'phone')?.value;
  return {
    ...rest,
    ...{ tenant: 'proof', partition: 0, partitionKey: '', offset, recordedAt: rest.occurredAt },
    identifiers: identifiers
      .map(({ kind, value }) => ({ kind, token: value }))
      .sort((a, b) => identifierKinds.indexOf(a.kind) - identifierKinds.indexOf(b.kind)),
    data: phone === undefined ? data : { ...data, phoneBlock: phone.slice(0, -3) },
  };
}
