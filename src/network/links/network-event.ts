import { eventFlattener, flatKinds, type EventFlattener, type FactorFeed } from '#factors';
import { eventKinds, type StoredEvent } from '#stream';
import { column, valueAt, type Frame } from '#table';
import type { LinkEvent } from '../link-event.ts';
import type { Network } from '../network.ts';

/** Fields that are lists of tokens; in exported tables they are texts with the tokens between spaces. */
export const LISTS: ReadonlySet<string> = new Set(['contacts', 'emergency_contacts']);

/** The event as the network takes it; undefined for a kind that has no rows. Lists of texts in the data become `lists`. */
export function linkEventOf(
  input: { readonly event: StoredEvent; readonly person: number },
  flattener: EventFlattener = eventFlattener(),
): LinkEvent | undefined {
  const row = flattener.flatten(input);
  if (row === undefined) return undefined;
  const { personal = {} } = eventKinds.get(input.event.kind) ?? {};
  let lists: Record<string, readonly string[]> | undefined;
  for (const [name, value] of Object.entries(input.event.data)) {
    // A number that is told as a token is no field of a row, but leads to a node.
    const isToken = typeof value === 'string' && personal[name] === 'phone';
    if (!isToken && (!Array.isArray(value) || value.length === 0)) continue;
    lists ??= {};
    const tokens: readonly unknown[] = isToken ? [value] : (value as readonly unknown[]);
    lists[name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = tokens.filter(
      (token): token is string => typeof token === 'string',
    );
  }
  return lists === undefined ? row : { ...row, lists };
}

/** What keeps a network true beside the factors: events, and persons that turn out to be one or two. */
export function networkFeed(network: Network, flattener: EventFlattener = eventFlattener(flatKinds())): FactorFeed {
  return {
    ingest(input) {
      const event = linkEventOf(input, flattener);
      if (event !== undefined) network.take(event);
    },
    merge: (from, into) => network.merge(from, into),
    move: (move) => network.move(move),
  };
}

/** Where an exported table keeps what an event is besides its fields. */
export interface EventPlaces {
  readonly kind: string;
  /** Offset of the first row; rows follow one by one, or a column `position` says it. */
  readonly position?: number;
}

/**
 * Events of an exported table (columns in snake case: `occurred_at`, `recorded_at` where it differs, `person`, `id_<kind>`, fields), in
 * its order. Events of several tables have to be brought into the order in which they were recorded before they are taken.
 */
export function* linkEventsOf(frame: Frame, { kind, position = 0 }: EventPlaces): Generator<LinkEvent> {
  const columns = frame.names.map((name) => [name, column(frame, name)] as const);
  for (let row = 0; row < frame.rows; row++) {
    const fields: Record<string, string | number> = {};
    const lists: Record<string, readonly string[]> = {};
    for (const [name, told] of columns) {
      const value = valueAt(told, row);
      if (value === null || value === '' || value !== value) continue;
      if (LISTS.has(name)) lists[name] = String(value).split(' ');
      else fields[name] = typeof value === 'number' || typeof value === 'string' ? value : Number(value);
    }
    const { occurred_at: occurred = NaN, recorded_at: recorded = occurred, position: place = position + row } = fields;
    const times = { occurred: Number(occurred), recorded: Number(recorded), position: Number(place) };
    yield { source: kind, ...times, fields, lists };
  }
}
