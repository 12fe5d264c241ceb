import { DAY_MS } from '#base';
import type { AggregateFamily, BoundParameters } from './aggregate.ts';
import { entropyOf, entropySql, naiveEntropy } from './frequency.ts';
import { sortStart, type Slice } from './slice.ts';
import type { ListSql } from '../sql/list-sql.ts';
import type { AggregateParameters } from '../definition/definition.ts';

const HOUR_MS = 3_600_000;

function hourOf(t: number, offsetMinutes: number): number {
  const local = t + offsetMinutes * 60_000;
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / HOUR_MS);
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(t: number, offsetMinutes: number): number {
  const day = Math.floor((t + offsetMinutes * 60_000) / DAY_MS) + 4;
  return day - Math.floor(day / 7) * 7;
}

function isNight(hour: number, { fromHour, toHour }: Pick<AggregateParameters, 'fromHour' | 'toHour'>): boolean {
  return fromHour <= toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
}

type Part = (t: number, offsetMinutes: number) => number;

/** Counts events by a part of their local time into the slice's scratch. */
function tally(slice: Slice, part: Part, { utcOffsetMinutes }: BoundParameters): Float64Array {
  const bins = slice.room(48);
  bins.fill(0, 0, 24);
  for (let i = slice.from; i < slice.to; i++) {
    const bin = part(slice.times[i] as number, utcOffsetMinutes);
    bins[bin] = (bins[bin] as number) + 1;
  }
  return bins;
}

function profileEntropy(slice: Slice, part: Part, parameters: BoundParameters): number {
  const bins = tally(slice, part, parameters);
  let used = 0;
  for (let bin = 0; bin < 24; bin++) if (bins[bin] !== 0) bins[used++] = bins[bin] as number;
  sortStart(bins, used);
  return entropyOf(bins, used, slice.to - slice.from);
}

function partSql(s: ListSql, part: 'hour' | 'weekday', { utcOffsetMinutes }: AggregateParameters): string {
  return s.map(s.t, (t) => {
    const local = `(${t} + ${s.number(utcOffsetMinutes * 60_000)})`;
    const day = s.floor(`${local} / ${DAY_MS}.0`);
    const shifted = `(${day} + 4)`;
    if (part === 'weekday') return `${shifted} - ${s.floor(`${shifted} / 7.0`)} * 7`;
    return s.floor(`(${local} - ${day} * ${DAY_MS}.0) / ${HOUR_MS}.0`);
  });
}

/** When in the day and the week events happen. */
export const clocks: AggregateFamily = {
  night_share: {
    input: 'events',
    meaning: 'share of events in the hours [fromHour, toHour), which may pass midnight',
    fast: ({ times, from, to }, parameters) => {
      let night = 0;
      for (let i = from; i < to; i++) {
        if (isNight(hourOf(times[i] as number, parameters.utcOffsetMinutes), parameters)) night++;
      }
      return night / (to - from);
    },
    naive: (rows, c) => rows.filter(({ t }) => isNight(hourOf(t, c.utcOffsetMinutes), c)).length / rows.length,
    sql: (s, p) => {
      const [low, high] = [`%h >= ${p.fromHour}`, `%h < ${p.toHour}`];
      const test = p.fromHour <= p.toHour ? `${low} and ${high}` : `${low} or ${high}`;
      return `${s.length(s.filter(partSql(s, 'hour', p), (h) => test.replaceAll('%h', h)))} / ${s.n}`;
    },
  },
  weekend_share: {
    input: 'events',
    meaning: 'share of events on Saturdays and Sundays',
    fast: ({ times, from, to }, { utcOffsetMinutes }) => {
      let free = 0;
      for (let i = from; i < to; i++) if (weekdayOf(times[i] as number, utcOffsetMinutes) % 6 === 0) free++;
      return free / (to - from);
    },
    naive: (rows, c) => rows.filter(({ t }) => [0, 6].includes(weekdayOf(t, c.utcOffsetMinutes))).length / rows.length,
    sql: (s, p) => `${s.length(s.filter(partSql(s, 'weekday', p), (d) => `${d} in (0, 6)`))} / ${s.n}`,
  },
  weekday_entropy: {
    input: 'events',
    meaning: 'entropy in nats of the share of events by day of the week',
    close: true,
    fast: (slice, parameters) => profileEntropy(slice, weekdayOf, parameters),
    naive: (rows, c) => naiveEntropy(rows.map(({ t }) => weekdayOf(t, c.utcOffsetMinutes))),
    sql: (s, p) => entropySql(s, partSql(s, 'weekday', p), s.n),
  },
  hour_entropy: {
    input: 'events',
    meaning: 'entropy in nats of the share of events by hour of the day',
    close: true,
    fast: (slice, parameters) => profileEntropy(slice, hourOf, parameters),
    naive: (rows, c) => naiveEntropy(rows.map(({ t }) => hourOf(t, c.utcOffsetMinutes))),
    sql: (s, p) => entropySql(s, partSql(s, 'hour', p), s.n),
  },
  hour_mode: {
    input: 'events',
    meaning: 'hour of the day with most events, of several the earliest',
    fast: (slice, parameters) => {
      const bins = tally(slice, hourOf, parameters);
      let best = 0;
      for (let hour = 1; hour < 24; hour++) if ((bins[hour] as number) > (bins[best] as number)) best = hour;
      return best;
    },
    naive: (rows, c) => {
      const hours = rows.map(({ t }) => hourOf(t, c.utcOffsetMinutes));
      const often = (hour: number): number => hours.filter((h) => h === hour).length;
      return Array.from({ length: 24 }, (_, h) => h).reduce((best, h) => (often(h) > often(best) ? h : best));
    },
    sql: (s, p) => s.at(s.ranked(partSql(s, 'hour', p)), '1'),
  },
};
