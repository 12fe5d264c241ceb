import { expect, it } from 'vitest';
import { liveClosedLoop } from '#world';
import { eventFields } from '../fields-of.ts';
import { EVERYONE } from '../live/event-rows.ts';
import { eventFlattener } from '../live/flatten-event.ts';
import { FactorReader } from '../live/factor-reader.ts';
import { baseCatalogue } from './base-catalogue.ts';

const flattener = eventFlattener();

it('reads nothing that the rows of events do not keep', () => {
  const { factors } = baseCatalogue();
  const reader = new FactorReader(
    flattener.rows(),
    factors.map(({ definition }) => definition),
  );
  expect(reader.factors.length).toBe(factors.length);
});

it('is computed from events that the simulated market sends: each kind with the fields and keys that ideas read', () => {
  const seen = new Map<string, Set<string>>();
  for (const { events } of liveClosedLoop({
    people: 800,
    seed: 12,
    pack: 'hostile',
    months: 5,
    policy: 'accept-all',
  })) {
    for (const { kind, data, identifiers, occurredAt, ...rest } of events) {
      const tokens = identifiers.map((one) => ({ kind: one.kind, token: one.value }));
      const event = { ...rest, kind, data: { ...data, phoneBlock: 'b' }, identifiers: tokens, occurredAt };
      const stored = { ...event, recordedAt: occurredAt, tenant: 't', offset: 0, partition: 0, partitionKey: '' };
      const row = flattener.flatten({ event: stored, person: 1 });
      const names = seen.get(kind) ?? new Set<string>();
      seen.set(kind, names);
      for (const name of Object.keys(row?.fields ?? {})) names.add(name);
    }
  }
  const lacking = baseCatalogue().factors.flatMap(({ name, definition }) => {
    const there = seen.get(definition.source ?? '') ?? new Set<string>();
    const fields = [definition.entity, ...eventFields([definition])].filter(
      (field) => field !== 'person' && field !== EVERYONE,
    );
    return fields.filter((field) => !there.has(field)).map((field) => `${name}: ${definition.source} ${field}`);
  });
  expect(lacking).toEqual([]);
});
