import type { AggregateParameters } from '../definition/definition.ts';
import type { ListSql } from '../sql/list-sql.ts';
import type { Slice } from './slice.ts';

/** Parameters with the texts of a step translated to what the values of its column hold. */
export type BoundParameters = Omit<AggregateParameters, 'step'> & { readonly step: readonly [number, number] };

/** A row as the naive reading sees it; rows come newest first. */
export interface NaiveRow {
  readonly t: number;
  readonly v: number;
  readonly w: number;
}

/** What the naive reading knows besides its rows. */
export interface NaiveContext extends BoundParameters {
  /** End of the window. */
  readonly end: number;
  readonly hash: (value: number) => number;
}

/**
 * One aggregate in its three forms. Rows are those of the window whose value (and second value) is not missing, newest
 * first: by (occurred, position) downwards; every float sum adds in that order. A form is asked only when there is at
 * least one row; NaN means missing.
 */
export interface AggregateSpec {
  /** What it needs: only events, a number, or a value of any kind (numbers and texts). */
  readonly input: 'events' | 'number' | 'any';
  /** Needs a second value too. */
  readonly pairs?: boolean;
  /** Exact definition, one sentence. */
  readonly meaning: string;
  /** Value of a window without rows; missing when left out. */
  readonly empty?: number;
  /** True when SQL engines may differ in the last bits because they have exp, log or trigonometry of their own. */
  readonly close?: boolean;
  readonly fast: (slice: Slice, parameters: BoundParameters) => number;
  readonly naive: (rows: readonly NaiveRow[], context: NaiveContext) => number;
  /** Scalar SQL over lists of the window's rows; left out where SQL has no form (sketches). */
  readonly sql?: (lists: ListSql, parameters: AggregateParameters) => string;
}

/** A family of aggregates by name. */
export type AggregateFamily = Readonly<Record<string, AggregateSpec>>;
