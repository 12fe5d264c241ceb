import { fillComputed } from '../computed.ts';
import type { LibraryFactor } from '../definition/definition.ts';
import type { EventTable, FactorColumns, LabelTable } from '../event-table.ts';
import { sqlBatches } from './batches.ts';
import type { SqlDialect } from './dialect.ts';
import { factorSql } from './factor-sql.ts';
import { eventColumns, labelColumns, type SqlColumn } from './sql-tables.ts';

/** A database that can be told tables and asked queries; each query answers columns, null where missing. */
export interface SqlSession {
  readonly dialect: SqlDialect;
  load(table: string, columns: readonly SqlColumn[]): Promise<void>;
  query(sql: string): Promise<readonly (readonly (number | null)[])[]>;
}

/**
 * Runs the SQL text of the window factors in batches; computed factors are filled from their columns. Factors without
 * SQL stay missing throughout; the caller says so.
 */
export async function sqlEngine(
  session: SqlSession,
  factors: readonly LibraryFactor[],
  { events, labels }: { readonly events: EventTable; readonly labels: LabelTable },
): Promise<FactorColumns> {
  await session.load('events', eventColumns(factors, events));
  await session.load('labels', labelColumns(labels));
  const columns = factors.map(() => new Float64Array(labels.rows).fill(NaN));
  const places = new Map(factors.map(({ name }, index) => [name, index]));
  for (const names of sqlBatches(factors)) {
    const [, ...answers] = await session.query(factorSql(session.dialect, names, factors));
    answers.forEach((answer, i) => {
      const out = columns[places.get(names[i] ?? '') ?? -1] as Float64Array;
      answer.forEach((value, row) => (out[row] = value === null || !Number.isFinite(value) ? NaN : value + 0));
    });
  }
  fillComputed(factors, columns);
  return columns;
}
