import { TallyError } from '#base';
import { nearestName, type Column, type Frame } from '#table';
import type { EventTable, LabelTable } from '../event-table.ts';
import { alignKeys } from './align-keys.ts';
import { eventColumn } from './event-columns.ts';
import { readInstants, roleColumn, type TimeUnit } from './instants.ts';

/** What was odd about the labels. */
export interface LabelFaults {
  readonly labels: number;
  /** Rows without a readable instant: all their factors are missing. */
  readonly withoutAsOf: number;
  /** Rows without a key, by entity: the factors of that entity are missing. */
  readonly withoutKey: Readonly<Record<string, number>>;
}

/**
 * Labels from a frame: the keys of the entities and the as-of instant.
 *
 * @throws TallyError `FACTORS_NO_TIME`, `FACTORS_COLUMN_UNKNOWN`.
 */
export function labelsFromFrame(
  frame: Frame,
  events: EventTable,
  {
    entities,
    asOf,
    unit = 'ms',
  }: { entities: readonly string[]; asOf?: string | undefined; unit?: TimeUnit | undefined },
): { labels: LabelTable; faults: LabelFaults } {
  const time = roleColumn(frame, 'as-of', asOf);
  if (time === undefined) {
    throw new TallyError('FACTORS_NO_TIME', 'no column of the labels says as of when factors are wanted', {
      hint: `give --as-of one of ${frame.names.join(', ')}`,
    });
  }
  const instants = readInstants(frame.columns[frame.names.indexOf(time)] as Column, unit);
  const keys = new Map(entities.map((entity) => [entity, keyColumn(frame, events, entity)]));
  const withoutKey: Record<string, number> = {};
  for (const [entity, { values }] of keys) {
    const missing = values.reduce((count, value) => count + (value === value ? 0 : 1), 0);
    if (missing > 0) withoutKey[entity] = missing;
  }
  return {
    labels: alignKeys({ rows: frame.rows, asOf: instants.values, keys }, events.columns),
    faults: { labels: frame.rows, withoutAsOf: instants.unreadable, withoutKey },
  };
}

function keyColumn(frame: Frame, events: EventTable, entity: string) {
  const place = frame.names.indexOf(entity);
  const missing = place < 0 ? 'labels' : events.columns.has(entity) ? undefined : 'events';
  if (missing === undefined) return eventColumn(frame.columns[place] as Column);
  const known = missing === 'labels' ? frame.names : [...events.columns.keys()];
  throw new TallyError('FACTORS_COLUMN_UNKNOWN', `the ${missing} have no key column "${entity}"`, {
    hint: `the entity of a factor is a column of events and labels; there are ${known.join(', ')}${nearest(entity, known)}`,
  });
}

function nearest(entity: string, known: readonly string[]): string {
  const near = nearestName(entity, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
