import { describe, expect, it } from 'vitest';
import { eventKinds, type StoredEvent } from '#stream';
import { flatKinds } from './event-schema.ts';
import { eventFlattener } from './flatten-event.ts';
import { knownKeys } from './known-keys.ts';

function stored(kind: string, data: Record<string, unknown>, offset: number): StoredEvent {
  const identifiers = [{ kind: 'device' as const, token: 'tok_device' }];
  const place = {
    tenant: 'main',
    version: 1,
    source: 'app',
    idempotencyKey: String(offset),
    partitionKey: '',
    partition: 0,
  };
  return { ...place, kind, identifiers, data, offset, occurredAt: 1000 + offset, recordedAt: 1000 + offset };
}

describe('flattened events', () => {
  it('keep numbers, flags, labels and keys by the names of exported columns', () => {
    const data = {
      form: { durationS: 30, edits: 2 },
      amountMinor: 5,
      cell: 'c-7-1300',
      phoneBlock: 'tok_block',
      employment: 'gig',
    };
    const row = eventFlattener().flatten({ event: stored('application.submitted', data, 3), person: 9 });
    expect(row).toMatchObject({ source: 'application.submitted', position: 3, occurred: 1003 });
    expect(row?.fields).toMatchObject({
      ...{ form_duration_s: 30, form_edits: 2, amount_minor: 5, person: 9, id_device: 'tok_device' },
      ...{ phone_block: 'tok_block', cell_group: '2.433', employment_area: 'gig@0.2' },
    });
  });

  it('keep nothing personal, no list, and not the sex', () => {
    const kept = new Map([...flatKinds()].map(([kind, { fields }]) => [kind, fields.map(({ column }) => column)]));
    expect(kept.get('application.submitted')).not.toContain('full_name');
    expect(kept.get('application.submitted')).not.toContain('address');
    expect(kept.get('application.submitted')).not.toContain('sex');
    expect(kept.get('contacts.synced')).toEqual(['total']);
    for (const kind of eventKinds.values()) {
      const personal = Object.entries(kind.personal).filter(([, mark]) => mark !== 'coarse');
      for (const [path] of personal) expect(kept.get(kind.kind) ?? []).not.toContain(path);
    }
  });

  it('lead from a person to the keys of his newest events', () => {
    const flattener = eventFlattener();
    const rows = flattener.rows();
    for (const [offset, cell] of ['c-1-1', 'c-2-2', 'c-3-3'].entries()) {
      const row = flattener.flatten({
        event: stored('session.started', { cell, network: '10.0.0.0/24' }, offset),
        person: 1,
      });
      if (row !== undefined) rows.append(row);
    }
    const keys = knownKeys(rows, { entity: 'person', key: 1, at: { asOf: 1001, position: Infinity } });
    expect(keys).toMatchObject({ person: 1, id_device: 'tok_device', cell: 'c-2-2', network: '10.0.0.0/24' });
    expect(rows.faults.unknownFields).toBe(0);
  });
});
