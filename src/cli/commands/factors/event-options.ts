import type { Command } from 'commander';
import { timeUnits, type TimeUnit } from '#factors';
import type { Frame } from '#table';
import { oneOf } from './one-of.ts';
import { readEvents } from './read-events.ts';

/** Where events are, and what their columns mean. */
export interface EventOptions {
  readonly events: string;
  readonly labels: string;
  readonly time?: string;
  readonly recorded?: string;
  readonly kind?: string;
  readonly ofKind?: string;
  readonly asOf?: string;
  readonly id?: string;
  readonly unit: string;
}

/** Adds the options of {@link EventOptions}. */
export function withEventOptions(command: Command): Command {
  return command
    .requiredOption('--events <file>', 'events: CSV, CSV.gz or Parquet, or a folder <kind>/*.parquet')
    .requiredOption('--labels <file>', 'labels: keys and an as-of instant a row')
    .option('--time <column>', 'when an event happened (default: occurred_at, timestamp, time, ts ...)')
    .option('--recorded <column>', 'when it became known (default: recorded_at, where there is one)')
    .option('--kind <column>', 'kind of event (default: kind, where there is one)')
    .option('--of-kind <kind>', 'every event of the file is of this kind')
    .option('--as-of <column>', 'instant of a label (default: as_of, timestamp, time ...)')
    .option('--id <column>', 'names an event: of rows with one id the first counts')
    .option('--unit <unit>', `what numbers in time columns count: ${Object.keys(timeUnits).join(', ')}`, 'ms');
}

/** The roles of the columns, as the library takes them. */
export function rolesOf({ time, recorded, kind, id, unit }: EventOptions) {
  return { time, recorded, kind, id, unit: oneOf<TimeUnit>('unit', unit, Object.keys(timeUnits) as TimeUnit[]) };
}

/** The events themselves. */
export function eventsOf({ events, ofKind }: EventOptions): Promise<Frame> {
  return readEvents(events, ofKind);
}
