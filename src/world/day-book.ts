import { DAY_MS } from '#base';
import type { WorldEvent, WorldIdentifier } from './event.ts';

/** What one event needs besides its key. */
export interface Entry {
  readonly kind: string;
  /** Milliseconds into the day. */
  readonly at: number;
  readonly source?: string;
  readonly identifiers: readonly WorldIdentifier[];
  readonly data: Readonly<Record<string, unknown>>;
  /** Numbered apart, in one of two series, so that the other events of the day have the keys that they had without it. */
  readonly aside?: boolean | 'b';
}

/** Collects the events of a day in any order. */
export interface DayBook {
  readonly day: number;
  write(entry: Entry): void;
  /** The day's events by time, with keys that the day and their place in it decide. */
  close(): WorldEvent[];
}

export function openDayBook(day: number): DayBook {
  const entries: Entry[] = [];
  return {
    day,
    write: (entry) => entries.push(entry),
    close() {
      entries.sort((a, b) => a.at - b.at);
      let [main, a, b] = [0, 0, 0];
      const placeOf = ({ aside }: Entry): string =>
        aside === 'b' ? `b${b++}` : aside === true ? `a${a++}` : String(main++);
      return entries.map((entry) => toEvent(entry, day, placeOf(entry)));
    },
  };
}

function toEvent(entry: Entry, day: number, place: string): WorldEvent {
  return {
    kind: entry.kind,
    version: 1,
    source: entry.source ?? 'world',
    idempotencyKey: `w:${day}:${place}`,
    identifiers: entry.identifiers,
    occurredAt: day * DAY_MS + Math.min(Math.max(0, Math.floor(entry.at)), DAY_MS - 1),
    data: entry.data,
  };
}
