import type { ConsentScope, FactorPurpose } from '../../definition.ts';

/** A comparison of a column with a constant; false when the column is missing. */
export interface Comparison {
  readonly field: string;
  readonly op: '=' | '!=' | '>' | '>=' | '<' | '<=';
  readonly value: string | number;
}

/**
 * Which events count. Logic is two-valued: a comparison or list with a missing operand is false, so its `not` is true.
 */
export type EventFilter =
  | { readonly and: readonly EventFilter[] }
  | { readonly or: readonly EventFilter[] }
  | { readonly not: EventFilter }
  | { readonly field: string; readonly in: readonly (string | number)[] }
  | { readonly field: string; readonly missing: boolean }
  | Comparison;

/**
 * A column, a constant, arithmetic on them, or a value where a test holds; missing when an operand is missing, a divisor is
 * zero or the test fails. A filter takes events out of `last` windows, a test in a value does not.
 */
export type ValueExpression =
  | { readonly field: string }
  | { readonly constant: number }
  | { readonly when: EventFilter; readonly take: ValueExpression }
  | { readonly op: '+' | '-' | '*' | '/' | 'abs'; readonly of: readonly ValueExpression[] };

/**
 * The events of `(asOf - offsetMs - lengthMs, asOf - offsetMs]`, of these the `last` newest after `skip` newer ones when
 * given. `lengthMs` is Infinity for all time, `last` Infinity for all.
 */
export interface EventWindow {
  readonly lengthMs: number;
  readonly offsetMs: number;
  readonly last: number;
  readonly skip: number;
}

/** What an aggregate is told besides its rows. */
export interface AggregateParameters {
  /** Which quantile, 0 to 1. */
  readonly q: number;
  /** How many values of a top list, or which place of it. */
  readonly k: number;
  readonly halfLifeMs: number;
  /** Hours [fromHour, toHour) count as night; it may pass midnight. */
  readonly fromHour: number;
  readonly toHour: number;
  /** Minutes to add to UTC for hours and weekdays. */
  readonly utcOffsetMinutes: number;
  /** The step `[from, to]` of a sequence that is counted. */
  readonly step: readonly [string | number, string | number];
}

/** What a factor is called, what it may be read for, and whose leave that takes. */
export interface FactorTags {
  readonly name: string;
  readonly description: { readonly en: string; readonly zh: string };
  /** What it may be read for; for anything when left out. */
  readonly purposes?: readonly FactorPurpose[];
  /** Data that counts only while the person agrees. */
  readonly consent?: ConsentScope;
  /** ISO 3166 codes of countries whose law forbids it. */
  readonly withheldIn?: readonly string[];
}

/** An aggregate over the events of one source that share the entity's key, in a window that ends at the as-of instant. */
export interface WindowFactor extends FactorTags {
  readonly kind: 'window';
  /** Column of events and labels that holds the key. */
  readonly entity: string;
  /** Kind of event; every event when left out. */
  readonly source?: string;
  readonly where?: EventFilter;
  readonly value?: ValueExpression;
  /** The second column of pairs, correlations and places (longitude). */
  readonly second?: ValueExpression;
  readonly aggregate: string;
  readonly window: EventWindow;
  readonly parameters: AggregateParameters;
}

/**
 * Arithmetic on earlier factors or numbers; missing when an operand is missing, a divisor is zero or a logarithm has none.
 * `at_least` is 1 where the first is not smaller than the second, else 0.
 */
export interface ComputedFactor extends FactorTags {
  readonly kind: 'computed';
  readonly op: 'ratio' | 'difference' | 'product' | 'sum' | 'log' | 'at_least';
  readonly of: readonly (string | number)[];
}

/** One factor of the library: every engine and every SQL dialect comes from this. */
export type LibraryFactor = WindowFactor | ComputedFactor;

/**
 * A value that somebody else computes, such as a figure of the relationship network: a provider registered with the library reads it
 * live and as of any instant. It has no engine and no SQL of its own.
 */
export interface ProvidedFactor extends FactorTags {
  readonly kind: 'provided';
  readonly provider: string;
  /** Key that it is read by. */
  readonly entity: string;
  /** What the provider computes, in its own terms; part of the version. */
  readonly meaning: string;
  /** Kinds of event that it comes from. */
  readonly sources: readonly string[];
}

/** Whatever the library can serve. */
export type ServedFactor = LibraryFactor | ProvidedFactor;

/** Parameters of aggregates whose definition does not give them. */
export const DEFAULT_PARAMETERS: AggregateParameters = {
  q: 0.5,
  k: 1,
  halfLifeMs: 7 * 86_400_000,
  fromHour: 0,
  toHour: 6,
  utcOffsetMinutes: 0,
  step: ['', ''],
};
