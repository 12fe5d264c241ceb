import { contentHash } from '#base';
import type { StoredEvent } from '#stream';
import { withKeyFields } from '../catalogue/key-columns.ts';
import { EventRows, type RowEvent } from './event-rows.ts';
import { flatFields, entityColumns, type FlatField } from './event-schema.ts';

/** An event with the person that identity found (a dense index). */
export interface PersonEvent {
  readonly event: StoredEvent;
  readonly person: number;
}

/** Makes rows of stored events: the one place that says what of an event becomes state. */
export interface EventFlattener {
  /** Content address of what is kept: rows of another one are built anew. */
  readonly id: string;
  /** The event as rows take it; undefined for a kind without rows. */
  flatten(input: PersonEvent): RowEvent | undefined;
  /** Empty rows with every field declared and every key linked. */
  rows(): EventRows;
}

/** Flattens the kinds of events that the platform knows. */
export function eventFlattener(kinds = flatFields()): EventFlattener {
  return {
    id: contentHash([...kinds, entityColumns]).slice(0, 20),
    flatten({ event, person }) {
      const fields = kinds.get(event.kind);
      if (fields === undefined) return undefined;
      const { kind: source, occurredAt: occurred, recordedAt: recorded, offset: position } = event;
      return { source, occurred, recorded, position, fields: withKeyFields(flatData(fields, event, person)) };
    },
    rows() {
      const rows = new EventRows({ isClosed: true });
      for (const key of entityColumns) rows.addEntity(key);
      for (const { column, kind } of [...kinds.values()].flat()) rows.declare(column, kind);
      return rows;
    },
  };
}

/** The columns of an event's data and identifiers; values of another kind than declared are left to the rows to count. */
export function flatData(
  fields: readonly FlatField[],
  { data, identifiers }: Pick<StoredEvent, 'data' | 'identifiers'>,
  person: number,
): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  if (person >= 0) out['person'] = person;
  for (const { kind, token } of identifiers) out[`id_${kind}`] ??= token;
  const block = data['phoneBlock'];
  if (typeof block === 'string') out['phone_block'] = block;
  for (let f = 0; f < fields.length; f++) {
    const { path, column } = fields[f] as FlatField;
    let value: unknown = data;
    for (let p = 0; p < path.length; p++)
      value = (value as Readonly<Record<string, unknown>> | undefined)?.[path[p] as string];
    if (typeof value === 'boolean') out[column] = Number(value);
    else if (typeof value === 'number' || (typeof value === 'string' && value !== '')) out[column] = value;
  }
  return out;
}
