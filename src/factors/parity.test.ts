import { describe, expect, it } from 'vitest';
import { createCatalogue, createFactorService, ReferenceEngine, standardPack, type AsOf } from './index.ts';
import type { FactorEvent } from './event-field.ts';
import { randomHistory } from './random-history.ts';

const catalogue = createCatalogue(standardPack);
const consents = (): boolean => true;

function bits(values: Float64Array): string[] {
  return Array.from(values, (value, i) => `${catalogue.names[i]}=${Number.isNaN(value) ? 'missing' : value}`);
}

describe('live engine and reference', () => {
  it.each([1, 2, 3, 4])('agree on every factor at every application, seed %i', (seed) => {
    const service = createFactorService({ catalogue, consents });
    const reference = new ReferenceEngine(catalogue);
    let compared = 0;
    for (const step of randomHistory(seed, 1500)) {
      if (step.kind === 'merge') {
        service.merge(step.from, step.into);
        reference.merge(step.from, step.into);
        continue;
      }
      if (step.kind === 'move') {
        service.move(step.move);
        reference.move(step.move);
        continue;
      }
      service.ingest(step.input);
      reference.ingest(step.input);
      const { event } = step.input;
      if (event.kind !== 'application.submitted') continue;
      const read = { entityKind: 'application', entityId: `a${event.offset}`, purpose: 'underwriting' } as const;
      const asOf: AsOf = { at: event.recordedAt, offset: event.offset };
      const live = service.read({ ...read, asOf });
      const subject = service.subjectOf({ ...read, asOf });
      expect(bits(live.values)).toEqual(bits(reference.evaluate(subject, asOf)));
      compared += live.values.length;
    }
    expect(compared).toBeGreaterThan(10_000);
  });

  it('never shows a past read what was recorded later', () => {
    const service = createFactorService({ catalogue, consents });
    const before: [string, AsOf, string[]][] = [];
    for (const step of randomHistory(9, 800)) {
      if (step.kind !== 'event') continue;
      service.ingest(step.input);
      const { event } = step.input;
      if (event.kind !== 'application.submitted') continue;
      const asOf = { at: event.recordedAt, offset: event.offset };
      const entityId = `a${event.offset}`;
      const read = { entityKind: 'application', entityId, asOf, purpose: 'fraud' } as const;
      before.push([entityId, asOf, bits(service.read(read).values)]);
    }
    for (const [entityId, asOf, values] of before) {
      const again = service.read({ entityKind: 'application', entityId, asOf, purpose: 'fraud' });
      expect(bits(again.values)).toEqual(values);
    }
  });

  it('continues from a snapshot with the same values', () => {
    const steps = randomHistory(5, 600);
    const whole = createFactorService({ catalogue, consents });
    let resumed = createFactorService({ catalogue, consents });
    let last = '';
    for (const [i, step] of steps.entries()) {
      if (i === 300) resumed = createFactorService({ catalogue, consents, snapshot: resumed.snapshot() });
      for (const service of [whole, resumed]) {
        if (step.kind === 'merge') service.merge(step.from, step.into);
        else if (step.kind === 'move') service.move(step.move);
        else service.ingest(step.input);
      }
      if (step.kind === 'event' && step.input.event.kind === 'application.submitted')
        last = `a${step.input.event.offset}`;
    }
    const read = { entityKind: 'application', entityId: last, asOf: { at: Infinity }, purpose: 'fraud' } as const;
    expect(bits(resumed.read(read).values)).toEqual(bits(whole.read(read).values));
  });
});

describe('a split', () => {
  it('leaves what a replay of the log under the new belief gives', () => {
    const live = createFactorService({ catalogue, consents });
    const owner = new Map<number, number>();
    const inputs: FactorEvent[] = [];
    for (const step of randomHistory(11, 900)) {
      if (step.kind === 'event') {
        live.ingest(step.input);
        inputs.push(step.input);
        owner.set(step.input.event.offset, step.input.person);
        continue;
      }
      if (step.kind === 'merge') live.merge(step.from, step.into);
      else live.move(step.move);
      const { from, into } = step.kind === 'merge' ? step : step.move;
      for (const [offset, person] of owner) {
        if (person === from && (step.kind === 'merge' || step.move.offsets.has(offset))) owner.set(offset, into);
      }
    }
    const fresh = createFactorService({ catalogue, consents });
    for (const { event } of inputs) fresh.ingest({ event, person: owner.get(event.offset) ?? -1 });
    for (let person = 0; person < 8; person++) {
      const read = { entityKind: 'person', entityId: String(person), purpose: 'underwriting' } as const;
      const [first, last] = [inputs[400], inputs.at(-1)].map((input) => ({ at: input?.event.recordedAt ?? 0 }));
      for (const asOf of [first ?? { at: 0 }, last ?? { at: 0 }]) {
        expect(bits(live.read({ ...read, asOf }).values)).toEqual(bits(fresh.read({ ...read, asOf }).values));
      }
    }
  });
});

describe('permission', () => {
  it('hides factors without consent, and what is derived from them', () => {
    const service = createFactorService({ catalogue, consents: (_person, scope) => scope !== 'bureau' });
    for (const step of randomHistory(6, 300)) if (step.kind === 'event') service.ingest(step.input);
    const { values, missing } = service.read({
      entityKind: 'person',
      entityId: '0',
      asOf: { at: Infinity },
      purpose: 'fraud',
    });
    for (const name of ['bureau.open_loans', 'bureau.debt_with_instalment', 'bureau.debt_service_to_income']) {
      expect([name, values[catalogue.indexOf(name)]]).toEqual([name, NaN]);
      expect(missing[catalogue.indexOf(name)]).toBe(1);
    }
  });

  it('serves nothing for a purpose that no factor names', () => {
    const service = createFactorService({ catalogue, consents });
    const { values } = service.read({ entityKind: 'person', entityId: '0', asOf: { at: 0 }, purpose: 'marketing' });
    expect(values.every(Number.isNaN)).toBe(true);
  });
});
