import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, DAY_MS, type Rng } from '#base';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { randomDefinitions } from '../conformance/random-definitions.ts';
import { randomHistory } from '../conformance/random-history.ts';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import { plainValue, type EventTable } from '../event-table.ts';
import { EventRows, type RowEvent } from './event-rows.ts';
import { FactorReader } from './factor-reader.ts';
import { restoreRows, saveRows } from './rows-image.ts';

const seeds = fc.integer({ min: 1, max: 1e6 });

/** The events of a table, positions as in the file. */
function eventsOf(told: EventTable): RowEvent[] {
  return Array.from({ length: told.rows }, (_, row) => ({
    source: String(told.source === undefined ? '' : plainValue(told.source, row)),
    occurred: told.occurred[row] ?? NaN,
    recorded: told.recorded?.[row] ?? told.occurred[row] ?? NaN,
    position: row,
    fields: Object.fromEntries([...told.columns].map(([name, column]) => [name, plainValue(column, row)])),
  }));
}

function rowsOf(events: readonly RowEvent[], definitions: ReturnType<typeof randomDefinitions>): EventRows {
  const rows = new EventRows();
  new FactorReader(rows, definitions);
  for (const event of events) rows.append(event);
  return rows;
}

function shuffled<T>(list: readonly T[], rng: Rng): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

const everyVector = (rows: EventRows, definitions: ReturnType<typeof randomDefinitions>): number[][] => {
  const reader = new FactorReader(rows, definitions);
  const asOf = 1_700_000_000_000 + 60 * DAY_MS;
  return Array.from({ length: 6 }, (_, k) => [
    ...reader.read({ keys: { person: `k${k}`, shop: k }, at: { asOf, position: 150 } }),
  ]);
};

describe('rows of events', () => {
  it('answer like the backfill whatever order events come in, however often, at instants with a position', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const rng = createRng(seed);
        const [told, labels] = randomHistory(rng.fork('history'), { events: 200, labels: 12, keys: 4 });
        const position = labels.asOf.map(() => rng.below(told.rows));
        const definitions = randomDefinitions(rng.fork('definitions'), 60);
        const bound = bind(definitions, told);
        const { columns } = await columnarEngine(bound.factors, bound.events, { labels: { ...labels, position } });
        const events = eventsOf(told);
        const again = events.filter(() => rng.chance(0.2));
        const rows = rowsOf(shuffled([...events, ...again], rng), definitions);
        const reader = new FactorReader(rows, definitions);
        for (let label = 0; label < labels.rows; label++) {
          const keys = Object.fromEntries([...labels.keys].map(([name, key]) => [name, plainValue(key, label)]));
          const at = { asOf: labels.asOf[label] ?? NaN, position: position[label] ?? 0 };
          const vector = [...reader.read({ keys, at })];
          expect({ seed, label, vector }).toEqual({ seed, label, vector: columns.map((column) => column[label]) });
        }
        const readable = again.filter(({ occurred }) => !Number.isNaN(occurred)).length;
        expect(rows.faults.duplicates).toBe(readable);
      }),
      { numRuns: 12 },
    );
  });

  it('after moves equal rows that had the keys from the start, before and after the events', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rng = createRng(seed);
        const [told] = randomHistory(rng.fork('history'), { events: 200, labels: 1, keys: 5 });
        const definitions = randomDefinitions(rng.fork('definitions'), 60);
        const events = eventsOf(told);
        const cut = rng.below(events.length);
        const isMoved = (place: number): boolean => place % 3 === 0;
        const moved = rowsOf(events.slice(0, cut), definitions);
        moved.move('person', { from: 'k0', into: 'k1' });
        moved.move('person', { from: 'k1', into: 'k4' }, isMoved);
        for (const event of events.slice(cut)) moved.append(event);
        const fresh = events.map((event, row) => {
          const { person } = event.fields;
          if (row >= cut || (person !== 'k0' && person !== 'k1')) return event;
          return { ...event, fields: { ...event.fields, person: isMoved(row) ? 'k4' : 'k1' } };
        });
        expect(everyVector(moved, definitions)).toEqual(everyVector(rowsOf(fresh, definitions), definitions));
      }),
      { numRuns: 12 },
    );
  });

  it('come back from their bytes with the same values, and go on from there', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rng = createRng(seed);
        const [told] = randomHistory(rng.fork('history'), { events: 300, labels: 1, keys: 5 });
        const definitions = randomDefinitions(rng.fork('definitions'), 60);
        const events = shuffled(eventsOf(told), rng);
        const whole = rowsOf(events, definitions);
        const restored = throughBytes(rowsOf(events.slice(0, 150), definitions));
        for (const event of events.slice(150)) restored.append(event);
        expect(everyVector(restored, definitions)).toEqual(everyVector(whole, definitions));
        expect(restored.faults).toEqual(whole.faults);
      }),
      { numRuns: 8 },
    );
  });

  it('count the application at hand as the newest event of its keys', () => {
    const definitions = parseDefinitions([
      { name: 'applications', entity: 'person', source: 'apply', aggregate: 'count', window: '1d' },
      { name: 'last', entity: 'device', source: 'apply', value: 'amount', aggregate: 'last' },
      { name: 'others', entity: 'person', source: 'pay', aggregate: 'count' },
    ]);
    const rows = new EventRows();
    const reader = new FactorReader(rows, definitions);
    const fields = { person: 7, device: 'd', amount: 100 };
    rows.append({ source: 'apply', occurred: 1000, recorded: 1000, position: 0, fields });
    const request = { keys: { person: 7, device: 'd' }, at: { asOf: 2000, position: Infinity } };
    const current = { source: 'apply', fields: { amount: 300, device: 'd' } };
    expect([...reader.read(request)]).toEqual([1, 100, 0]);
    expect([...reader.read({ ...request, current })]).toEqual([2, 300, 0]);
    expect([...reader.read({ ...request, current: { ...current, fields: { device: 'e' } } })]).toEqual([2, 100, 0]);
    expect([...reader.read(request)]).toEqual([1, 100, 0]);
  });

  it('let everyone see an event that concerns all', () => {
    const definitions = parseDefinitions([
      { name: 'rate', entity: 'everyone', source: 'macro.reported', value: 'rate', aggregate: 'last' },
    ]);
    const rows = new EventRows();
    const reader = new FactorReader(rows, definitions);
    const rate = (position: number, value: number): boolean =>
      rows.append({
        source: 'macro.reported',
        occurred: position,
        recorded: position,
        position,
        fields: { rate: value },
      });
    rate(1, 0.05);
    const read = (person: number): number[] => [
      ...reader.read({ keys: { person }, at: { asOf: 10, position: Infinity } }),
    ];
    expect(read(1)).toEqual([0.05]);
    rate(2, 0.25);
    expect([read(1), read(2)]).toEqual([[0.25], [0.25]]);
  });

  it('read a group of many once for all who are read at one instant, and anew when an event came', () => {
    const definitions = parseDefinitions([
      { name: 'peers', entity: 'cell', source: 'a', value: 'amount', aggregate: 'mean' },
      { name: 'own', entity: 'person', source: 'a', value: 'amount', aggregate: 'sum' },
    ]);
    const rows = new EventRows();
    const reader = new FactorReader(rows, definitions);
    const add = (position: number, amount: number): boolean =>
      rows.append({
        source: 'a',
        occurred: 1,
        recorded: 1,
        position,
        fields: { person: position % 3, cell: 'c', amount },
      });
    for (let i = 0; i < 300; i++) add(i, i % 2);
    const read = (person: number, asOf: number): number[] => [
      ...reader.read({ keys: { person, cell: 'c' }, at: { asOf, position: Infinity } }),
    ];
    expect([read(0, 5), read(1, 5)]).toEqual([
      [0.5, 50],
      [0.5, 50],
    ]);
    add(300, 301);
    expect(read(0, 5)).toEqual([(150 + 301) / 301, 351]);
    expect(read(0, 0)).toEqual([NaN, 0]);
  });

  it('bound what one read takes of a key that very many share, and say so', () => {
    const definitions = parseDefinitions([{ name: 'n', entity: 'device', source: 'a', aggregate: 'count' }]);
    const rows = new EventRows();
    const reader = new FactorReader(rows, definitions, { most: 5000 });
    for (let i = 0; i < 12_000; i++) {
      const time = (i * 7919) % 12_000;
      rows.append({ source: 'a', occurred: time, recorded: 12_000, position: i, fields: { device: 'shared' } });
    }
    const read = (asOf: number): number[] => [
      ...reader.read({ keys: { device: 'shared' }, at: { asOf, position: Infinity } }),
    ];
    expect(read(12_000)).toEqual([5000]);
    expect([reader.isCapped, reader.cappedReads]).toEqual([true, 1]);
    expect(rows.hotKeys()).toEqual([{ source: 'a', entity: 'device', key: 'shared', rows: 12_000 }]);
  });

  it('count what is wrong with events and go on', () => {
    const rows = new EventRows({ isClosed: true });
    rows.declare('amount', 'number');
    rows.addEntity('person');
    const event = { source: 'pay', occurred: 5, recorded: 5, position: 1, fields: { person: 'a', amount: 1 } };
    rows.append(event);
    rows.append(event);
    rows.append({ ...event, occurred: NaN });
    rows.append({ ...event, position: 2, occurred: 9 });
    rows.append({ ...event, position: 3, fields: { person: 'a', amount: 'much', colour: 'red' } });
    expect(rows.faults).toEqual({
      ...{ unreadableTimes: 1, duplicates: 1, late: 1, future: 1, wrongTypes: 1, unknownFields: 1 },
    });
    expect(rows.state()).toMatchObject({ rows: 3, keys: 1 });
  });
});

function throughBytes(rows: EventRows): EventRows {
  const parts: Uint8Array[] = [];
  saveRows(rows, (bytes) => void parts.push(bytes.slice()));
  const all = Buffer.concat(parts);
  let at = 0;
  return restoreRows((into) => {
    into.set(all.subarray(at, at + into.length));
    at += into.length;
  });
}
