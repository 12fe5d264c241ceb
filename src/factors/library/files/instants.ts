import { DAY_MS, TallyError } from '#base';
import type { Column, Frame } from '#table';
import { findColumn, isValid } from '#table';

/** What numbers in a time column count. */
export const timeUnits = { ms: 1, s: 1000, days: DAY_MS } as const;

export type TimeUnit = keyof typeof timeUnits;

/** Instants of a column in milliseconds since 1970, and how many of its values were no instant. */
export interface Instants {
  readonly values: Float64Array;
  readonly unreadable: number;
}

/** Column names that are tried when none is given. */
const USUAL: Readonly<Record<'time' | 'recorded' | 'kind' | 'as-of', readonly string[]>> = {
  time: ['occurred_at', 'occurred', 'event_time', 'timestamp', 'time', 'ts', 'date'],
  recorded: ['recorded_at', 'recorded'],
  kind: ['kind', 'event_kind', 'event_type'],
  'as-of': ['as_of', 'asof', 'as_of_time', 'label_time', 'timestamp', 'time', 'ts', 'date'],
};

/**
 * The column for a role: the one that is named, else the first usual name that exists.
 *
 * @throws TallyError `FACTORS_COLUMN_UNKNOWN` when the named one does not exist.
 */
export function roleColumn(frame: Frame, role: keyof typeof USUAL, given: string | undefined): string | undefined {
  if (given === undefined) return USUAL[role].find((name) => frame.names.includes(name));
  if (findColumn(frame, given) !== undefined) return given;
  throw new TallyError('FACTORS_COLUMN_UNKNOWN', `there is no column "${given}"`, {
    hint: `give --${role} one of ${frame.names.join(', ')}`,
  });
}

/** Reads instants: time stamps, dates, ISO texts, or numbers in the unit. */
export function readInstants(column: Column, unit: TimeUnit): Instants {
  const rows = column.values.length;
  const values = new Float64Array(rows);
  const scale = column.kind === 'date' ? DAY_MS : timeUnits[unit];
  const texts = column.kind === 'string' ? column.dictionary.map(isoInstant) : [];
  let unreadable = 0;
  for (let row = 0; row < rows; row++) {
    const raw = column.values[row] as number;
    if (!isValid(column, row)) values[row] = NaN;
    else if (column.kind === 'string') values[row] = texts[raw] as number;
    // Time stamps were made milliseconds when the file was read: they are whole and large.
    else values[row] = raw * (column.kind === 'float64' && unit !== 'days' && Math.abs(raw) > 1e11 ? 1 : scale);
    if (!Number.isFinite(values[row])) {
      values[row] = NaN;
      unreadable++;
    }
  }
  return { values, unreadable };
}

const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds of an ISO 8601 text, UTC unless it says otherwise; NaN when it is none. */
function isoInstant(text: string): number {
  if (!ISO.test(text.trim())) return NaN;
  const iso = text.trim().replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(iso) || iso.length === 10 ? iso : `${iso}Z`);
}
