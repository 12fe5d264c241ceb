import { describe, expect, it } from 'vitest';
import { eventKinds, rawIdentifierSchema } from '#stream';
import { liveClosedLoop, type TruthRow } from './index.ts';
import type { WorldEvent } from './event.ts';
import { eventColumns } from './export-columns.ts';
import { nationalIdCheck } from './identifiers.ts';

const events: WorldEvent[] = [];
const truth: TruthRow[] = [];
for (const lived of liveClosedLoop({ people: 1500, seed: 777, pack: 'hostile', months: 7, policy: 'accept-all' })) {
  events.push(...lived.events);
  truth.push(...lived.truth);
}

function valuesOf(kind: string): Set<string> {
  return new Set(
    events.flatMap((event) => event.identifiers.filter((one) => one.kind === kind).map((one) => one.value)),
  );
}

describe('the events of a world', () => {
  it('fit the schemas of the event log, every one', () => {
    for (const event of events) {
      const kind = eventKinds.get(event.kind);
      expect(kind?.origin, event.kind).toBe('outside');
      const parsed = kind?.schema.safeParse(event.data);
      expect(parsed?.error?.issues, event.kind).toBeUndefined();
      for (const identifier of event.identifiers) expect(rawIdentifierSchema.safeParse(identifier).success).toBe(true);
    }
  });

  it('cover every kind that the export knows', () => {
    expect(new Set(events.map((event) => event.kind))).toEqual(new Set(Object.keys(eventColumns)));
  });

  it('bring session, number and bureau before the application, the same day', () => {
    for (const application of events.filter((event) => event.kind === 'application.submitted').slice(0, 200)) {
      const account = application.identifiers.find((one) => one.kind === 'account')?.value;
      const session = events.findLast(
        (event) =>
          event.kind === 'session.started' &&
          event.occurredAt < application.occurredAt &&
          event.identifiers.some((one) => one.value === account),
      );
      expect(application.occurredAt - (session?.occurredAt ?? 0)).toBeLessThan(3_600_000);
    }
  });

  it('carry well-formed identifiers', () => {
    for (const phone of valuesOf('phone')) expect(phone).toMatch(/^\+861\d{10}$/);
    for (const id of valuesOf('national_id')) {
      expect(id).toMatch(/^\d{6}(19|20)\d{9}[\dX]$/);
      expect(nationalIdCheck(id.slice(0, 17))).toBe(id.slice(17));
    }
  });

  it('never tell two applicants by one national id, nor one by two', () => {
    const person = new Map(truth.map((row) => [row.applicationId, row.personIndex]));
    const ids = new Map<string, number>();
    for (const { kind, identifiers, data } of events) {
      if (kind !== 'application.submitted') continue;
      const id = identifiers.find((one) => one.kind === 'national_id')?.value ?? '';
      const who = person.get(String(data['applicationId'])) ?? -1;
      expect(ids.get(id) ?? who).toBe(who);
      ids.set(id, who);
    }
    expect(new Set(ids.values()).size).toBe(ids.size);
  });

  it('hold nothing of the truth but what investigations confirm', () => {
    const hidden =
      /fraud|hidden|camouflage|trueDefault|defaultsIfGranted|device-farm|loan-village|cultivated|lookAlike|agent-hub|recruit|mule|circle|shell|takeover|collusion|bust-out/i;
    for (const event of events) {
      if (event.kind === 'fraud.confirmed') continue;
      expect(JSON.stringify(event)).not.toMatch(hidden);
    }
  });

  it('confirm some fraud, never all, and no honest applicant', () => {
    const forms = new Map(truth.map((row) => [row.applicationId, row.fraudForm]));
    const confirmed = events.filter((event) => event.kind === 'fraud.confirmed');
    expect(confirmed.length).toBeGreaterThan(0);
    expect(confirmed.length).toBeLessThan(truth.filter((row) => row.fraudForm !== '').length);
    for (const { data } of confirmed) expect(forms.get(String(data['applicationId']))).toBe(data['form']);
  });
});
