import type { EventWindow } from '../../definition/definition.ts';
import { parseDuration } from '../../definition/duration.ts';
import { notApplicable } from './not-applicable.ts';

/** A window of a query: keys, the column of time, and which rows. */
export interface Frame {
  readonly keys: readonly string[];
  readonly order: string;
  /** Places of the tables whose rows join those of the first. */
  readonly unions: readonly number[];
  readonly window: EventWindow;
}

const BODY =
  /^partition by (.*?) order by ([\w{}.`]+)( asc)? (rows|rows_range) between (.*?) and (.*?)((?: maxsize \d+| exclude current_row)*)$/i;

/** Reads the body of a window. Ranges of time are closed at their start unless they say OPEN; ours are open. */
export function parseFrame(body: string): Frame {
  const joined = /^union (.*?) (partition by .*)$/i.exec(body.trim());
  const match = BODY.exec(joined?.[2] ?? body.trim());
  if (match === null) return notApplicable('another shape of window');
  const [, keys = '', order = '', , unit = '', start = '', end = '', options = ''] = match;
  const isRows = unit.toLowerCase() === 'rows';
  const [a, b] = [bound(start, isRows), bound(end, isRows)];
  const size = Number(/maxsize (\d+)/i.exec(options)?.[1] ?? Infinity);
  const excludes = /exclude current_row/i.test(options);
  const window = isRows ? rowsWindow(a, b) : rangeWindow(a, b);
  const skip = excludes && window.offsetMs === 0 ? Math.max(1, window.skip) : window.skip;
  const last = Math.max(0, Math.min(size, window.last === Infinity ? Infinity : window.last + window.skip - skip));
  if (window.offsetMs > 0 && last !== Infinity) notApplicable('a size limit on a window with an offset');
  const unions = (joined?.[1] ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map(tablePlace);
  return { unions, keys: keys.split(',').map(plainName), order: plainName(order), window: { ...window, skip, last } };
}

function tablePlace(name: string): number {
  const match = /^\{(\d+)\}$/.exec(name.trim());
  return match === null ? notApplicable('a window union with a query or a named table') : Number(match[1]);
}

/** A name without table and quotes. */
export function plainName(text: string): string {
  return (text.trim().split('.').at(-1) ?? '').replaceAll('`', '').trim();
}

interface Bound {
  readonly amount: number;
  readonly isOpen: boolean;
}

function bound(text: string, isRows: boolean): Bound {
  if (/^current row$/i.test(text.trim())) return { amount: 0, isOpen: false };
  const match = /^(\w+)( open)? preceding$/i.exec(text.trim());
  if (match === null) return notApplicable('a bound that is not before the row');
  const [, amount = '', open] = match;
  if (/^unbounded$/i.test(amount)) return { amount: Infinity, isOpen: false };
  const value = /^\d+$/.test(amount) ? Number(amount) : isRows ? undefined : parseDuration(amount);
  return value === undefined ? notApplicable('a bound of another kind') : { amount: value, isOpen: open !== undefined };
}

function rowsWindow(a: Bound, b: Bound): EventWindow {
  const skip = b.amount + (b.isOpen ? 1 : 0);
  return { lengthMs: Infinity, offsetMs: 0, last: a.amount - (a.isOpen ? 1 : 0) - skip + 1, skip };
}

function rangeWindow(a: Bound, b: Bound): EventWindow {
  const offsetMs = b.amount + (b.isOpen ? 1 : 0);
  return { lengthMs: a.amount - offsetMs + (a.isOpen ? 0 : 1), offsetMs, last: Infinity, skip: 0 };
}
