import type { DialectWords, SqlDialect } from './dialect.ts';
import { duckDbWords } from './duckdb-words.ts';
import { postgresWords } from './postgres-words.ts';
import { sparkWords } from './spark-words.ts';

/** The words of a dialect, with a numbering of variables of their own. */
export function wordsOf(dialect: SqlDialect): DialectWords {
  return { duckdb: duckDbWords, postgres: postgresWords, spark: sparkWords }[dialect]();
}
