import type { ReadAt } from '../columnar/walker.ts';
import type { EventRows } from './event-rows.ts';
import type { SubjectKeys } from './factor-reader.ts';
import type { FieldColumn } from './field-column.ts';
import { PickedRows, pickRows } from './pick-rows.ts';
import type { Slot, SourceRows } from './source-rows.ts';

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
    const slots = keySlots(source, wanted);
    if (chain === undefined || slots.length === 0) continue;
    // The newest event mostly names all there is; older ones are looked at when it does not.
    const options = { picked, key, at, earliest: -Infinity, source: 0 };
    picked.clear();
    pickRows(source, chain, { ...options, most: 1 });
    if (picked.isCapped && slots.some(({ column }) => newestWith(column) < 0)) {
      picked.clear();
      pickRows(source, chain, { ...options, most: LOOKED_AT });
    }
    for (const { field, column } of slots) {
      const row = newestWith(column);
      const time = row < 0 ? -Infinity : source.occurred.get(row);
      if (row < 0 || field.name === entity || time < (when[field.name] ?? -Infinity)) continue;
      keys[field.name] = field.names?.text(column.get(row));
      when[field.name] = time;
    }
  }
  return keys;
}

interface KeySlots {
  readonly size: number;
  readonly slots: readonly Slot[];
}

const known = new WeakMap<ReadonlySet<string>, Map<SourceRows, KeySlots>>();

/** The slots of a source with keys that are wanted; of a set of keys looked up again only when the source got new ones. */
function keySlots(source: SourceRows, wanted: ReadonlySet<string> | undefined): readonly Slot[] {
  const { size } = source.slots;
  const bySource = wanted === undefined ? undefined : (known.get(wanted) ?? new Map<SourceRows, KeySlots>());
  const held = bySource?.get(source);
  if (held?.size === size) return held.slots;
  const slots = [...source.slots.values()].filter(({ field }) => field.isEntity && wanted?.has(field.name) !== false);
  bySource?.set(source, { size, slots });
  if (wanted !== undefined && bySource !== undefined) known.set(wanted, bySource);
  return slots;
}

/** The newest picked row with a value. */
function newestWith(column: FieldColumn): number {
  for (let i = 0; i < picked.size; i++) {
    const value = column.get(picked.rows[i] as number);
    if (value === value) return picked.rows[i] as number;
  }
  return -1;
}
