import { contentHash } from '#base';
import type { EventData, StoredEvent } from '#stream';
import { withKeyFields } from '../catalogue/key-columns.ts';
import { EventRows, type RowEvent } from './event-rows.ts';
import { entityColumns, flatKinds, type FlatField, type FlatKind } from './event-schema.ts';

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
export function eventFlattener(kinds = flatKinds()): EventFlattener {
  // Library and network ask one after the other for the same event: the second gets the row of the first.
  let last: { readonly input: PersonEvent; readonly row: RowEvent } | undefined;
  return {
    id: contentHash([...kinds, entityColumns]).slice(0, 20),
    flatten(input) {
      const { event, person } = input;
      if (last?.input.event === event && last.input.person === person) return last.row;
      const kind = kinds.get(event.kind);
      if (kind === undefined) return undefined;
      const { kind: source, occurredAt: occurred, recordedAt: recorded, offset: position, data, identifiers } = event;
      const fields = flatData(kind, data);
      if (person >= 0) fields['person'] = person;
      for (const identifier of identifiers) fields[`id_${identifier.kind}`] ??= identifier.token;
      // The block of a number is told by whoever made its token.
      const block = data['phoneBlock'];
      if (typeof block === 'string') fields['phone_block'] = block;
      const row = { source, occurred, recorded, position, fields };
      last = { input, row };
      return row;
    },
    rows() {
      const rows = new EventRows({ isClosed: true });
      for (const key of entityColumns) rows.addEntity(key);
      for (const { column, kind } of [...kinds.values()].flatMap(({ fields }) => fields)) rows.declare(column, kind);
      return rows;
    },
  };
}

/** The columns of an event's data with the keys they lead to; values of another type are left to the rows to count. */
export function flatData({ fields, isKeyed }: FlatKind, data: EventData): Record<string, string | number | undefined> {
  const out: Record<string, string | number> = {};
  for (let f = 0; f < fields.length; f++) {
    const { path, column } = fields[f] as FlatField;
    let value: unknown = data;
    for (let p = 0; p < path.length; p++) {
      value = (value as Readonly<Record<string, unknown>> | undefined)?.[path[p] as string];
    }
    if (typeof value === 'boolean') out[column] = Number(value);
    else if (typeof value === 'number' || (typeof value === 'string' && value !== '')) out[column] = value;
  }
  return isKeyed ? withKeyFields(out) : out;
}
