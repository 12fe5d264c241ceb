import { DAY_MS, TallyError } from '#base';
import { columnOf, type Column, type Frame } from '#table';
import type { EventColumn, EventTable } from '../event-table.ts';
import { asTexts } from './align-keys.ts';
import { repeatedRows } from './duplicates.ts';
import { eventColumn } from './event-columns.ts';
import { readInstants, roleColumn, type TimeUnit } from './instants.ts';

/** Which columns of a file of events play which part; usual names are found when left out. */
export interface EventRoles {
  readonly time?: string | undefined;
  readonly recorded?: string | undefined;
  readonly kind?: string | undefined;
  /** Column that names an event: of rows with one id only the first counts. */
  readonly id?: string | undefined;
  readonly unit?: TimeUnit | undefined;
  /** Columns that will be read; of large files the others are not converted. All when left out. */
  readonly needed?: ReadonlySet<string> | undefined;
}

/** Files below this size are converted whole: then rows that repeat another can be told. */
const WHOLE = 2_000_000;
const UNREAD: EventColumn = { values: new Float64Array(0) };

/** What was odd about the events; nothing of it stops a run. */
export interface EventFaults {
  readonly events: number;
  /** Rows without a readable time of happening or recording: left out. */
  readonly withoutTime: number;
  /** Rows that happened before the row before them. */
  readonly outOfOrder: number;
  /** Rows recorded more than a year after they happened. */
  readonly yearsLate: number;
  /** Rows recorded before they happened, by a clock that is wrong: invisible until both instants. */
  readonly recordedEarly: number;
  /** Rows whose id came before: left out. */
  readonly repeatedIds: number;
  /** Rows equal to an earlier one in all columns: counted, and kept unless an id says they are the same. */
  readonly repeatedRows: number | undefined;
}

const YEAR_MS = 365 * DAY_MS;

/**
 * Events from a frame.
 *
 * @throws TallyError `FACTORS_NO_TIME` when no column says when an event happened, `FACTORS_COLUMN_UNKNOWN`.
 */
export function eventsFromFrame(frame: Frame, roles: EventRoles): { events: EventTable; faults: EventFaults } {
  const { unit = 'ms' } = roles;
  const time = roleColumn(frame, 'time', roles.time);
  if (time === undefined) {
    throw new TallyError('FACTORS_NO_TIME', 'no column of the events says when they happened', {
      hint: `give --time one of ${frame.names.join(', ')}`,
    });
  }
  const occurred = readInstants(pick(frame, time), unit).values;
  const late = roleColumn(frame, 'recorded', roles.recorded);
  const recorded = late === undefined ? undefined : readInstants(pick(frame, late), unit).values;
  const repeatedIds = roles.id === undefined ? 0 : dropRepeated(eventColumn(pick(frame, roles.id)), occurred);
  const kind = roleColumn(frame, 'kind', roles.kind);
  const isRead = (name: string): boolean => frame.rows <= WHOLE || name === kind || (roles.needed?.has(name) ?? true);
  const columns = new Map<string, EventColumn>(
    frame.names.map((name) => [name, isRead(name) ? eventColumn(pick(frame, name)) : UNREAD]),
  );
  const told = kind === undefined ? undefined : columns.get(kind);
  const source = told === undefined || told.dictionary !== undefined ? told : asTexts(told);
  const events: EventTable = {
    rows: frame.rows,
    occurred,
    ...(recorded === undefined ? {} : { recorded }),
    ...(source === undefined ? {} : { source }),
    columns,
  };
  return { events, faults: { ...timeFaults(events), repeatedIds, repeatedRows: repeatedRows(events) } };
}

function pick(frame: Frame, name: string): Column {
  const index = frame.names.indexOf(name);
  return index < 0 ? columnOf(frame, name, 'float64') : (frame.columns[index] as Column);
}

function timeFaults({ rows, occurred, recorded }: EventTable) {
  const faults = { events: rows, withoutTime: 0, outOfOrder: 0, yearsLate: 0, recordedEarly: 0 };
  for (let row = 0; row < rows; row++) {
    const happened = occurred[row] as number;
    const known = recorded === undefined ? happened : (recorded[row] as number);
    if (Number.isNaN(happened) || Number.isNaN(known)) faults.withoutTime++;
    if (row > 0 && happened < (occurred[row - 1] as number)) faults.outOfOrder++;
    if (known - happened > YEAR_MS) faults.yearsLate++;
    if (known < happened) faults.recordedEarly++;
  }
  return faults;
}

/** Takes the time from rows whose id came before, so that no engine sees them. */
function dropRepeated({ values }: EventColumn, occurred: Float64Array): number {
  const seen = new Set<number>();
  let repeated = 0;
  for (let row = 0; row < values.length; row++) {
    const id = values[row] as number;
    if (id !== id) continue;
    if (seen.has(id)) {
      repeated++;
      occurred[row] = NaN;
    }
    seen.add(id);
  }
  return repeated;
}
