import { TallyError } from '#base';
import { columnarEngine } from './columnar/columnar-engine.ts';
import type { LibraryFactor } from './definition/definition.ts';
import type { EventTable, FactorColumns, LabelTable } from './event-table.ts';
import { referenceEngine } from './reference.ts';
import { withDuckDbSession } from './sql/duckdb-session.ts';
import { withPostgresSession } from './sql/postgres-session.ts';
import { sqlEngine } from './sql/sql-engine.ts';

/** The engines that run a backfill. */
export const factorEngines = ['columnar', 'duckdb', 'reference', 'postgres'] as const;

export type FactorEngine = (typeof factorEngines)[number];

/** What an engine needs besides definitions. */
export interface EngineInput {
  readonly events: EventTable;
  readonly labels: LabelTable;
  readonly threads?: number;
  /** Connection string, for `postgres`. */
  readonly databaseUrl?: string | undefined;
}

/** Runs one engine over definitions and events that {@link bind} fitted. */
export async function runEngine(
  engine: FactorEngine,
  factors: readonly LibraryFactor[],
  { events, labels, threads = 2, databaseUrl }: EngineInput,
): Promise<FactorColumns> {
  switch (engine) {
    case 'columnar':
      return (await columnarEngine(factors, events, { labels, threads })).columns;
    case 'reference':
      return referenceEngine(factors, events, labels);
    case 'duckdb':
      return withDuckDbSession((session) => sqlEngine(session, factors, { events, labels }));
    case 'postgres': {
      if (databaseUrl === undefined) {
        throw new TallyError('FACTORS_NO_DATABASE', 'the engine postgres needs a database', {
          hint: 'set DATABASE_URL, or take --engine duckdb',
        });
      }
      return withPostgresSession(databaseUrl, (session) => sqlEngine(session, factors, { events, labels }));
    }
  }
}
