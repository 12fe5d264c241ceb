import { TallyError } from '#base';
import { withKeyColumns, withKnownKeys, type KnownKeysOptions } from '#factors';
import { createResolver, type Resolver } from '#identity';
import { identifierKinds, type Identifier } from '#stream';
import { column, float64Column, valueAt, withColumn, type Column, type Frame } from '#table';

/** Events and labels that say whose they are, with the keys of the catalogue. */
export type Identified = Readonly<Record<'events' | 'labels', Frame>>;

/**
 * Says by identity whose each event is: events are resolved in the order of time by their columns `id_<kind>`, as the platform
 * does, and get a column `person`; labels get it by what is believed in the end. Both get the keys of the catalogue, labels also
 * those that are known of their person by then.
 *
 * @throws TallyError `CLI_OPTION` when the events have no such column.
 */
export function withPersons({ events, labels }: Identified, keys: KnownKeysOptions): Identified {
  const resolver = createResolver();
  const identify = identifiersOf(events);
  const when = column(events, keys.time).values;
  const order = Array.from({ length: events.rows }, (_, row) => row);
  order.sort((a, b) => (when[a] as number) - (when[b] as number) || a - b);
  const made = new Float64Array(events.rows).fill(NaN);
  for (const row of order) {
    const identifiers = identify(row);
    if (identifiers.length > 0) made[row] = resolver.resolve(identifiers).person.index;
  }
  const persons = made.map((index) => (index === index ? resolver.byIndex(index).index : NaN));
  const known = withKeyColumns(withColumn(events, 'person', float64Column(persons)));
  return { events: known, labels: withKnownKeys(known, withKeyColumns(ownersOf(labels, resolver)), keys) };
}

function ownersOf(labels: Frame, resolver: Resolver): Frame {
  if (labels.names.includes('person')) return labels;
  const identify = identifiersOf(labels);
  const owners = Float64Array.from({ length: labels.rows }, (_, row) => resolver.ownerOf(identify(row))?.index ?? NaN);
  return withColumn(labels, 'person', float64Column(owners));
}

/** The identifiers of a row, by the columns that name them. */
function identifiersOf(frame: Frame): (row: number) => Identifier[] {
  const columns = identifierKinds.flatMap((kind): (readonly [Identifier['kind'], Column])[] => {
    const place = frame.names.indexOf(`id_${kind}`);
    return place < 0 ? [] : [[kind, frame.columns[place] as Column]];
  });
  if (columns.length === 0) {
    const named = identifierKinds.map((kind) => `id_${kind}`).join(', ');
    throw new TallyError('CLI_OPTION', '--identify finds no identifiers in the files', {
      hint: `columns are ${named}`,
    });
  }
  return (row) =>
    columns.flatMap(([kind, told]) => {
      const token = valueAt(told, row);
      return token === null ? [] : [{ kind, token: String(token) }];
    });
}
