import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatMonth, monthOfDay, type Day } from '#base';
import { writeTable } from '#table';
import type { WorldEvent } from './event.ts';
import { envelopeColumns, eventColumns, identifierColumns, type ExportColumn } from './export-columns.ts';
import { createTableBuilder, type TableBuilder } from './table-builder.ts';

/** Writes events as `events/<kind>/<month>.parquet`, holding one month in memory. */
export interface EventTables {
  add(event: WorldEvent): void;
  /** Writes and forgets the rows of the month that `day` ends. */
  flush(day: Day): Promise<void>;
}

/** All columns of the table of a kind, for the writer and the manifest. */
export function columnsOfKind(kind: string): ExportColumn[] {
  const identifiers = identifierColumns.map((column) => ({ ...column, path: `id.${column.path}` }));
  return [...envelopeColumns, ...identifiers, ...(eventColumns[kind] ?? [])];
}

export function openEventTables(folder: string): EventTables {
  const tables = new Map<string, TableBuilder>();
  return {
    add(event) {
      let table = tables.get(event.kind);
      if (!table) tables.set(event.kind, (table = createTableBuilder(columnsOfKind(event.kind))));
      table.add(flatten(event));
    },
    async flush(day) {
      const month = formatMonth(monthOfDay(day));
      for (const [kind, table] of tables) {
        if (table.rows === 0) continue;
        await mkdir(join(folder, kind), { recursive: true });
        await writeTable(table.take(), join(folder, kind, `${month}.parquet`));
      }
    },
  };
}

function flatten({ idempotencyKey, occurredAt, source, identifiers, data }: WorldEvent): object {
  const id = Object.fromEntries(identifiers.map(({ kind, value }) => [kind, value]));
  return { idempotencyKey, occurredAt, source, id, ...data };
}
