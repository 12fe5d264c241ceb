import { DAY_MS } from '#base';
import { complain, objectAt, onlyFields } from './complaint.ts';
import type { EventWindow } from './definition.ts';
import { parseDuration } from './duration.ts';

const LONGEST_MS = 732 * DAY_MS;

/** Reads a window: `"30d"`, `{"length": "7d", "offset": "7d"}`, `{"last": 10}`; all time when left out. */
export function parseWindow(path: string, json: unknown): EventWindow {
  if (json === undefined || json === 'all') return { lengthMs: Infinity, offsetMs: 0, last: Infinity, skip: 0 };
  if (typeof json === 'string') return parseWindow(path, { length: json });
  const given = objectAt(path, json);
  onlyFields(path, given, ['length', 'offset', 'last', 'skip']);
  const lengthMs = given['length'] === undefined ? Infinity : durationAt(`${path}.length`, given['length']);
  if (lengthMs < 60_000 || (lengthMs !== Infinity && lengthMs > LONGEST_MS)) {
    complain(`${path}.length`, `"${String(given['length'])}" is out of range`, 'a window has 1 minute to 2 years');
  }
  if (given['offset'] !== undefined && (given['last'] !== undefined || given['skip'] !== undefined)) {
    complain(path, 'has both an offset and a number of events', 'take "last" and "skip", or "offset"');
  }
  return {
    lengthMs,
    offsetMs: given['offset'] === undefined ? 0 : durationAt(`${path}.offset`, given['offset']),
    last: wholeAt(`${path}.last`, given['last'] ?? Infinity, 1),
    skip: wholeAt(`${path}.skip`, given['skip'] ?? 0, 0),
  };
}

/** Milliseconds of a duration, or a complaint. */
export function durationAt(path: string, value: unknown): number {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ms !== undefined) return ms;
  return complain(
    path,
    `${JSON.stringify(value)} is no duration`,
    'write a number and s, m, h, d, w or y, such as 30d',
  );
}

function wholeAt(path: string, value: unknown, least: number): number {
  const ok = typeof value === 'number' && value >= least && (value === Infinity || Number.isInteger(value));
  return ok ? value : complain(path, `${JSON.stringify(value)} is no count`, `write a whole number from ${least}`);
}
