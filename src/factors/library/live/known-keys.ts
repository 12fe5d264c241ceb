import type { ReadAt } from '../columnar/walker.ts';
import type { EventRows } from './event-rows.ts';
import type { SubjectKeys } from './factor-reader.ts';
import type { FieldColumn } from './field-column.ts';
import { PickedRows, pickRows } from './pick-rows.ts';

/** Events of each kind that are looked at for keys. */
const LOOKED_AT = 64;

const picked = new PickedRows();

/** Whose keys, as of when, and which; all when left out. */
export interface KnownKeys {
  readonly entity: string;
  readonly key: string | number;
  readonly at: ReadAt;
  readonly wanted?: ReadonlySet<string> | undefined;
}

/**
 * The keys that are known of the holder of a key at an instant: for each entity that of his newest event which names one, such
 * as his device, his telephone and the cell he lives in.
 */
export function knownKeys(rows: EventRows, { entity, key: told, at, wanted }: KnownKeys): SubjectKeys {
  const keys: Record<string, string | number | undefined> = { [entity]: told };
  const when: Record<string, number> = {};
  const key = rows.keyOf(entity, told);
  if (key < 0) return keys;
  for (const source of rows.sources.values()) {
    const chain = rows.chainOf(source, entity);
    if (chain === undefined) continue;
    const slots = [...source.slots.values()].filter(
      ({ field }) => field.isEntity && field.name !== entity && wanted?.has(field.name) !== false,
    );
    if (slots.length === 0) continue;
    picked.clear();
    pickRows(source, chain, { picked, key, at, earliest: -Infinity, most: LOOKED_AT, source: 0 });
    for (const { field, column } of slots) {
      const row = newestWith(column);
      const time = row < 0 ? -Infinity : source.occurred.get(row);
      if (row < 0 || time < (when[field.name] ?? -Infinity)) continue;
      keys[field.name] = field.names?.text(column.get(row));
      when[field.name] = time;
    }
  }
  return keys;
}

/** The newest picked row with a value. */
function newestWith(column: FieldColumn): number {
  for (let i = 0; i < picked.size; i++) {
    const value = column.get(picked.rows[i] as number);
    if (value === value) return picked.rows[i] as number;
  }
  return -1;
}
