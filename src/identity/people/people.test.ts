import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import type { StoredEvent } from '#stream';
import { createConsentLedger } from '../consent.ts';
import { consentOf } from '../consent-row.ts';
import type { Condition } from '../segment/condition.ts';
import { parseCondition } from '../segment/condition.ts';
import type { Segment } from '../segment/segment.ts';
import { DueQueue } from './due-queue.ts';
import { createPeople } from './people.ts';
import { fitValueModels } from './value-models.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
let offset = 0;

const event = (kind: string, at: number, data: Record<string, unknown> = {}): StoredEvent => ({
  ...{ tenant: 'main', kind, version: 1, source: 'test', idempotencyKey: `${offset}`, identifiers: [] },
  ...{ partitionKey: '', partition: 0, offset: offset++, occurredAt: at, recordedAt: at, data },
});
const segment = (segmentId: string, condition: Condition, slot = 0): Segment => ({
  ...{ segmentId, version: 1, name: segmentId, condition, slot },
  ...{ at: START, actor: 'test', retired: false },
});
const loan = (at: number, principalMinor = 100_000): StoredEvent => event('loan.disbursed', at, { principalMinor });

function fresh(snapshot?: Uint8Array) {
  const consents = createConsentLedger();
  return { consents, people: createPeople({ consents: () => consents, snapshot }) };
}

describe('a profile', () => {
  it('has decayed weights, counts and a tag, by events alone', () => {
    const { people } = fresh();
    people.ingest(event('account.registered', START), 0);
    people.ingest(event('search.performed', START), 0);
    people.ingest(event('search.performed', START + 7 * DAY), 0);
    people.ingest(loan(START + 8 * DAY), 0);
    const profile = people.profile(0, START + 7 * DAY);
    expect(profile.dimensions.find(({ name }) => name === 'search')?.weight).toBeCloseTo(1.5, 9);
    expect(profile).toMatchObject({ tag: 'active', loans: 1, lentMinor: 100_000 });
    expect(people.tagCounts().active).toBe(1);
  });

  it('falls asleep and goes by the passing of time alone', () => {
    const { people } = fresh();
    people.ingest(loan(START), 0);
    for (const [days, tag] of [
      [90, 'active'],
      [91, 'dormant'],
      [366, 'churned'],
    ] as const) {
      people.passTime(START + days * DAY, 100);
      expect([days, people.tagCounts()[tag]]).toEqual([days, 1]);
    }
    people.ingest(event('payment.received', START + 400 * DAY, { amountMinor: 5 }), 0);
    expect(people.profile(0, START + 400 * DAY).tag).toBe('reactivated');
    people.passTime(START + 431 * DAY, 100);
    expect(people.tagCounts().active).toBe(1);
  });

  it('of merged persons is that of one who lived both lives; a split gives each his own again', () => {
    const kinds = ['search.performed', 'loan.disbursed', 'payment.received', 'loan.delinquent', 'loan.cured'] as const;
    const step = fc.record({ who: fc.nat(1), kind: fc.constantFrom(...kinds), gap: fc.integer({ min: 0, max: 120 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const { people } = fresh();
        let at = START;
        const events = steps.map(({ who, kind, gap }) => {
          at += gap * DAY;
          return { who, event: event(kind, at, { principalMinor: 7, amountMinor: 3 }) };
        });
        for (const { who, event: each } of events) people.ingest(each, who);
        people.merge(1, 0, at);
        const { people: one } = fresh();
        for (const { event: each } of events) one.ingest(each, 0);
        const rounded = (value: unknown) =>
          JSON.stringify(value, (_, x) => (typeof x === 'number' ? Math.fround(x) : x));
        const late = events.some(({ event: { kind } }) => kind === 'loan.disbursed' || kind === 'payment.received');
        if (!late) expect(rounded(people.profile(0, at))).toBe(rounded(one.profile(0, at)));
        people.rebuild(
          0,
          events.map((each) => each.event),
          at,
        );
        expect(people.profile(0, at)).toEqual(one.profile(0, at));
        expect(people.eventsOf(0)).toEqual(one.eventsOf(0));
        const second = new Set(events.filter(({ who }) => who === 1).map((each) => each.event.offset));
        people.move(0, 1, second);
        expect(people.eventsOf(1)).toEqual([...second]);
      }),
    );
  });

  it('is read as of an instant from the events known then', () => {
    const { people } = fresh();
    const events = [event('account.registered', START), loan(START + 10 * DAY)];
    expect(people.profileFrom(events, START + DAY)).toMatchObject({ tag: 'registered', loans: 0 });
    expect(people.profileFrom(events, START + 11 * DAY)).toMatchObject({ tag: 'active', loans: 1 });
  });

  it('gets grades and a value by comparison with all customers', () => {
    const { people } = fresh();
    const rng = createRng(3);
    for (let person = 0; person < 300; person++) {
      const loans = 1 + rng.below(5);
      for (let n = 0; n < loans; n++)
        people.ingest(loan(START + (n * 60 + rng.below(50)) * DAY, 50_000 + 1000 * person), person);
    }
    people.refresh(START + 330 * DAY, {
      purchases: { r: 0.5, alpha: 60, a: 0.8, b: 2.5 },
      spend: { p: 6, q: 4, v: 400_000 },
    });
    const [best, worst] = [299, 0].map((person) => people.profile(person, START + 330 * DAY));
    expect(best?.rfm?.monetary).toBeGreaterThan(worst?.rfm?.monetary ?? 9);
    for (const each of [best, worst]) expect(each?.value?.expectedMinor).toBeGreaterThan(10_000);
    const sample = people.sample(START + 330 * DAY);
    expect([sample.frequency.length, fitValueModels({ ...sample, monetary: new Float64Array(300) })]).toEqual([
      ...[300, { purchases: undefined, spend: undefined }],
    ]);
    expect(people.profile(300, START).rfm).toEqual({ recency: 0, frequency: 0, monetary: 0 });
  });
});

describe('segments', () => {
  const drained = (people: ReturnType<typeof fresh>['people']) =>
    people.drain().map(({ segmentId, person, entered }) => `${person} ${entered ? 'enters' : 'leaves'} ${segmentId}`);

  it('follow events and time', () => {
    const { people } = fresh();
    people.define(segment('keen', { dimension: 'search', atLeast: 0.5 }), START);
    people.define(
      segment('asleep', { and: [{ tag: ['dormant'] }, { not: { count: 'loans', atLeast: 2 } }] }, 1),
      START,
    );
    people.ingest(event('search.performed', START), 0);
    expect([drained(people), people.count('keen')]).toEqual([['0 enters keen'], 1]);
    people.passTime(START + 7 * DAY, 10);
    expect(drained(people)).toEqual([]);
    people.passTime(START + 7 * DAY + 2, 10);
    expect(drained(people)).toEqual(['0 leaves keen']);
    people.ingest(loan(START + 8 * DAY), 0);
    people.passTime(START + 120 * DAY, 10);
    expect([drained(people), people.members('asleep', 0, 9)]).toEqual([['0 enters asleep'], [0]]);
    people.ingest(loan(START + 121 * DAY), 0);
    expect(drained(people)).toEqual(['0 leaves asleep']);
  });

  it('follow consent, its expiry without an event, and merges', () => {
    const { people, consents } = fresh();
    people.define(
      segment('reach', {
        and: [
          { consent: 'marketing', purpose: 'marketing' },
          { count: 'loans', atLeast: 1 },
        ],
      }),
      START,
    );
    people.ingest(loan(START), 0);
    expect(drained(people)).toEqual(['0 enters reach']);
    const until = event('consent.changed', START + DAY, {
      scope: 'marketing',
      granted: true,
      expiresAt: START + 9 * DAY,
    });
    consents.record(0, consentOf(until));
    people.ingest(until, 0);
    people.passTime(START + 9 * DAY, 10);
    expect(drained(people)).toEqual(['0 leaves reach']);
    people.ingest(loan(START + 10 * DAY), 1);
    people.drain();
    consents.merge(0, 1);
    people.merge(0, 1, START + 10 * DAY);
    expect([drained(people), people.count('reach')]).toEqual([['1 leaves reach'], 0]);
  });

  it('are what a fresh look at everybody says, after any events, in any versions, after a restart', () => {
    const conditions: Condition[] = [
      { or: [{ tag: ['dormant', 'churned'] }, { since: 'last', withinDays: 20 }] },
      { and: [{ dimension: 'repayment', atLeast: 0.7 }, { not: { tag: ['delinquent'] } }] },
      { rfm: 'recency', atLeast: 3 },
    ];
    const kinds = ['search.performed', 'loan.disbursed', 'payment.received', 'loan.delinquent', 'account.registered'];
    const rng = createRng(23);
    let { people } = fresh();
    const define = (): void =>
      conditions.forEach((condition, i) => people.define(segment(`s${i}`, condition, i), START));
    define();
    let at = START;
    for (let step = 0; step < 1500; step++) {
      at += rng.below(4) * rng.below(DAY);
      people.ingest(event(kinds[rng.below(5)] ?? '', at, { principalMinor: 5, amountMinor: 2 }), rng.below(60));
      if (step % 400 === 399) people.refresh(at);
      people.passTime(at, 1000);
      if (step === 900) {
        ({ people } = fresh(people.snapshot()));
        define();
      }
      if (step % 250 !== 0) continue;
      conditions.forEach((condition, i) => expect(people.count(`s${i}`)).toBe(people.preview(condition, at)));
    }
    const counted = Object.values(people.tagCounts()).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(60);
  });

  it('refuse a condition that cannot be, with its path', () => {
    const deep = Array.from({ length: 20 }).reduce<unknown>((inner) => ({ not: inner }), { tag: ['active'] });
    for (const wrong of [{ tag: ['hungry'] }, { dimension: 'search' }, {}, null, { and: [] }, deep]) {
      expect(() => parseCondition(wrong)).toThrow(expect.objectContaining({ code: 'IDENTITY_SEGMENT' }));
    }
  });
});

describe('the queue of who is due', () => {
  it('gives persons in the order of their last instants', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.option(fc.nat(100))), { maxLength: 60 }), (changes) => {
        const queue = new DueQueue();
        const model = new Map<number, number>();
        for (const [person, at] of changes) {
          queue.set(person, at ?? Infinity);
          if (at === null) model.delete(person);
          else model.set(person, at);
        }
        const taken: number[] = [];
        for (let next = queue.next(); next < Infinity; next = queue.next()) {
          expect(model.get(queue.take(next))).toBe(next);
          taken.push(next);
        }
        expect(taken).toEqual([...model.values()].sort((a, b) => a - b));
      }),
    );
  });
});
