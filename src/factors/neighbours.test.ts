import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#base';
import type { StoredEvent } from '#stream';
import { overContacts, overListers } from './build.ts';
import { createCatalogue } from './catalogue.ts';
import { LiveEngine } from './live-engine.ts';
import { MOST_LISTERS } from './neighbours.ts';
import { ReferenceEngine } from './reference-engine.ts';

const START = 1_700_000_000_000;
const of = { from: 'application.submitted', take: 'last', field: 'form.idleS' } as const;
const catalogue = createCatalogue([
  overListers('listers', ['a', 'b'], { ...of, combine: 'count', listersDays: 30 }),
  overListers('idle', ['a', 'b'], { ...of, combine: 'mean_known', listersDays: 30 }),
  overListers('idle_or_0', ['a', 'b'], { ...of, combine: 'mean', listersDays: 30 }),
  overContacts('contacts_idle', ['a', 'b'], { ...of, combine: 'mean_known' }),
]);

interface Happening {
  readonly kind: string;
  readonly person: number;
  readonly day: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Values of the phone `p0` of person 0 on the last day, by both engines. */
function valuesOf(happenings: readonly Happening[]): { live: number[]; literal: number[] } {
  const live = new LiveEngine(catalogue);
  const reference = new ReferenceEngine(catalogue);
  let now = START;
  happenings.forEach(({ kind, person, day, data }, offset) => {
    now = START + day * DAY_MS;
    const place = { tenant: 't', version: 1, source: 's', partitionKey: '', partition: 0 };
    const idempotencyKey = String(offset);
    const identifiers = [{ kind: 'phone', token: `p${person}` }] as const;
    const times = { recordedAt: now, occurredAt: now };
    const event: StoredEvent = { ...place, ...times, kind, identifiers, idempotencyKey, offset, data };
    live.ingest({ event, person });
    reference.ingest({ event, person });
  });
  const subject = { person: 0, keys: { phone: 'p0' } };
  const values = new Float64Array(catalogue.names.length);
  live.evaluate(subject, { at: now }, values);
  return { live: [...values], literal: [...reference.evaluate(subject, { at: now })] };
}

const lists = (person: number, day: number, ...contacts: string[]): Happening => {
  return { kind: 'contacts.synced', person, day, data: { contacts, total: contacts.length } };
};
const applies = (person: number, day: number, idleS: number): Happening => {
  return { kind: 'application.submitted', person, day, data: { form: { idleS } } };
};

describe('people who list a phone', () => {
  it('count once each, without the subject and without those before the window', () => {
    const { live, literal } = valuesOf([
      lists(9, 0, 'p0'),
      lists(0, 40, 'p0', 'p1'),
      lists(1, 41, 'p0', 'p0'),
      lists(1, 42, 'p0'),
      lists(2, 43, 'p7', 'p0'),
    ]);
    expect(live[0]).toBe(2);
    expect(live).toEqual(literal);
  });

  it('average with or without those who have no value', () => {
    const { live, literal } = valuesOf([
      applies(1, 1, 60),
      lists(1, 2, 'p0'),
      lists(2, 3, 'p0'),
      lists(0, 4, 'p1', 'p2'),
    ]);
    expect(live).toEqual([2, 60, 30, 60]);
    expect(live).toEqual(literal);
  });

  it('are missing when there are none', () => {
    const { live, literal } = valuesOf([lists(1, 0, 'p5'), applies(0, 1, 5)]);
    expect(live).toEqual([NaN, NaN, NaN, NaN]);
    expect(literal).toEqual(live);
  });

  it('are the newest few of a number that everybody lists', () => {
    const crowd = Array.from({ length: 3 * MOST_LISTERS }, (_, i) => [applies(i + 1, 1, i), lists(i + 1, 2, 'p0')]);
    const { live, literal } = valuesOf(crowd.flat());
    expect(live[0]).toBe(MOST_LISTERS);
    expect(live[1]).toBe(2.5 * MOST_LISTERS - 0.5);
    expect(live).toEqual(literal);
  });

  it('are people: a definition over their phones is refused', () => {
    const wrong = overListers('wrong', ['a', 'b'], { ...of, entity: 'phone', combine: 'max', listersDays: 30 });
    expect(() => createCatalogue([wrong])).toThrow(/no phone/);
  });
});
