import type { EventTable } from '../event-table.ts';

/** Most events that one key has, by entity. */
export function largestKeys({ columns }: EventTable, entities: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    entities.map((entity) => {
      const counts = new Map<number, number>();
      let largest = 0;
      for (const key of columns.get(entity)?.values ?? []) {
        if (key !== key) continue;
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        if (count > largest) largest = count;
      }
      return [entity, largest];
    }),
  );
}
