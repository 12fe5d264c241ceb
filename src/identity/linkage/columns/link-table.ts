import type { LinkKind } from './column-kind.ts';
import type { DateOrder } from './parse-date.ts';

/** One column that takes part in linking: normalised values, coded. */
export interface LinkColumn {
  readonly name: string;
  readonly kind: LinkKind;
  readonly order: DateOrder;
  /** Code of each record's value, -1 where nothing is known. One place more than records: a live record stands there. */
  readonly codes: Int32Array;
  /** Different values in alphabetical order; a live record's own value may follow. */
  readonly values: string[];
  readonly counts: Int32Array;
  /** Columns whose words were taken out of this one, because they stand in columns of their own. */
  readonly without: readonly string[];
}

/** A column that does not take part, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/**
 * Records in an order that depends on their contents alone (ids break ties among equal ones), so that nothing which
 * follows depends on the order of the file.
 */
export interface LinkTable {
  readonly rows: number;
  readonly ids: readonly string[];
  /** Which file a record is of: 0 or 1; undefined when there is one file. */
  readonly sources: Uint8Array | undefined;
  readonly columns: readonly LinkColumn[];
  readonly leftOut: readonly LeftOut[];
}

/** What the caller knows about the columns. */
export interface TableOptions {
  /** Column of ids; without it one that its header and values show to be such, else row numbers from 1. */
  readonly id?: string | undefined;
  /** Columns to leave out. */
  readonly ignore?: readonly string[] | undefined;
  /** Kinds that override what values and headers suggest. */
  readonly kinds?: Readonly<Record<string, LinkKind>> | undefined;
}
