import type { ReadAt } from '../columnar/walker.ts';
import type { EventRows } from './event-rows.ts';
import type { SubjectKeys } from './factor-reader.ts';
import { PickedRows, pickRows } from './pick-rows.ts';

/** Events of each kind that are looked at for keys. */
const LOOKED_AT = 64;

const picked = new PickedRows();

/**
 * The keys that are known of the holder of a key at an instant: for each entity that of his newest event which names one, such
 * as his device, his telephone and the cell he lives in.
 */
export function knownKeys(
  rows: EventRows,
  of: { readonly entity: string; readonly key: string | number },
  at: ReadAt,
): SubjectKeys {
  const keys: Record<string, string | number | undefined> = { [of.entity]: of.key };
  const when: Record<string, number> = {};
  const key = rows.keyOf(of.entity, of.key);
  if (key < 0) return keys;
  for (const source of rows.sources.values()) {
    const chain = rows.chainOf(source, of.entity);
    if (chain === undefined) continue;
    picked.clear();
    pickRows(source, chain, { picked, key, at, earliest: -Infinity, most: LOOKED_AT, source: 0 });
    for (const { field, column } of source.slots.values()) {
      if (!field.isEntity || field.name === of.entity) continue;
      for (let i = 0; i < picked.size; i++) {
        const row = picked.rows[i] as number;
        const value = column.get(row);
        if (value !== value) continue;
        const time = source.occurred.get(row);
        if (time >= (when[field.name] ?? -Infinity)) {
          keys[field.name] = field.names?.text(value);
          when[field.name] = time;
        }
        break;
      }
    }
  }
  return keys;
}
