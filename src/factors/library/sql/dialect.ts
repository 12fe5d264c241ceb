import type { ListSql } from './list-sql.ts';

/** The engines for which SQL text is written. */
export const sqlDialects = ['duckdb', 'postgres', 'spark'] as const;

export type SqlDialect = (typeof sqlDialects)[number];

/** Lists of one window, and what a dialect calls a list made by an ordered group. */
export type ListWords = Omit<ListSql, 'v' | 'w' | 't' | 'n' | 'mean' | 'end'>;

/** Quotes of names and texts and the shapes in which dialects differ outside of lists. */
export interface DialectWords extends ListWords {
  name(text: string): string;
  /** An expression gathered over a group, newest row first; `time` and `position` give the order. */
  gather(item: string, order: { readonly time: string; readonly position: string }): string;
  readonly double: string;
}

/** A name in double quotes. */
export const doubleQuoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A text as a literal. */
export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Makes names of variables that never repeat in a process-wide text: lambdas nest. */
export function variables(prefix: string): () => string {
  let next = 0;
  return () => `${prefix}${next++}`;
}
