import type { Row } from '#store';
import type { StoredEvent } from '#stream';
import type { ConsentEntry } from './consent.ts';

/** A row of the consent ledger as the store has it. */
export interface ConsentRow {
  readonly entry: number;
  readonly person_id: string;
  readonly scope: string;
  readonly purposes: readonly string[] | null;
  readonly granted: boolean;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly expires_at: number | null;
  readonly source: string;
  readonly text_version: string | null;
}

/** What a `consent.changed` event says. */
export function consentOf({ data, offset, occurredAt, recordedAt, source }: StoredEvent): ConsentEntry {
  const { purposes, expiresAt, textVersion } = data;
  return {
    entry: offset,
    scope: String(data['scope']),
    granted: data['granted'] === true,
    occurredAt,
    recordedAt,
    source,
    ...(Array.isArray(purposes) ? { purposes: purposes.map(String) } : {}),
    ...(typeof expiresAt === 'number' ? { expiresAt } : {}),
    ...(typeof textVersion === 'string' ? { textVersion } : {}),
  };
}

export function consentRow(personId: string, entry: ConsentEntry): Row {
  return {
    entry: entry.entry,
    person_id: personId,
    scope: entry.scope,
    purposes: entry.purposes ?? null,
    granted: entry.granted,
    occurred_at: entry.occurredAt,
    recorded_at: entry.recordedAt,
    expires_at: entry.expiresAt ?? null,
    source: entry.source,
    text_version: entry.textVersion ?? null,
  };
}

export function consentFromRow(row: ConsentRow): ConsentEntry {
  return {
    entry: row.entry,
    scope: row.scope,
    granted: row.granted,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    source: row.source,
    purposes: row.purposes ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    textVersion: row.text_version ?? undefined,
  };
}
