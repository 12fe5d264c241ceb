/** What a factor is about. The subject of a read supplies one key for each kind it has. */
export const factorEntities = [
  'person',
  'application',
  'device',
  'phone',
  'phone_block',
  'account',
  'network',
  'cell',
  'employer',
  'listed_phone',
] as const;

export type FactorEntity = (typeof factorEntities)[number];

/** What a read is for; a factor is served only for the purposes it names. */
export const factorPurposes = ['underwriting', 'fraud', 'servicing', 'marketing'] as const;

export type FactorPurpose = (typeof factorPurposes)[number];

/** Data that may be used only while the person agrees. */
export const consentScopes = ['contacts', 'location', 'device', 'bureau', 'marketing'] as const;

export type ConsentScope = (typeof consentScopes)[number];

/**
 * A value of an event: a path into its data (`form.durationS`), an identifier (`@device`), `@person`, `@hour` (UTC hour
 * of day). With `codes` a text becomes its place in the list, unlisted ones are missing.
 */
export interface FactorField {
  readonly path: string;
  readonly codes?: readonly string[];
}

export interface FactorCondition {
  readonly path: string;
  readonly op: '=' | '!=' | '>' | '>=' | '<' | '<=';
  readonly value: string | number | boolean;
}

export type FactorAggregate =
  | 'count'
  | 'sum'
  | 'mean'
  | 'min'
  | 'max'
  | 'last'
  | 'first'
  | 'distinct'
  | 'days_since_last'
  | 'days_since_first';

/** An aggregate over the events of one kind that belong to one entity, inside a window that ends at the read. */
export interface EventAggregate {
  readonly entity: FactorEntity;
  /** Kind of event, such as `application.submitted`. */
  readonly source: string;
  readonly aggregate: FactorAggregate;
  /** Not needed for count and the days since. */
  readonly field?: FactorField;
  readonly where?: FactorCondition;
  /** Length in days; all time when left out. The window is (asOf - days, asOf]. */
  readonly windowDays?: number;
}

interface FactorBase {
  readonly name: string;
  readonly description: { readonly en: string; readonly zh: string };
  readonly purposes: readonly FactorPurpose[];
  readonly consent?: ConsentScope;
}

export interface AggregateFactor extends FactorBase {
  readonly kind: 'aggregate';
  readonly of: EventAggregate;
}

/**
 * Combines an aggregate over the subject's neighbours: the phones in his own contact book, or the people who list him.
 * `mean` counts those without a value as 0, `mean_known` leaves them out; all are missing when there is nobody.
 */
export interface NeighbourFactor extends FactorBase {
  readonly kind: 'neighbour';
  readonly of: EventAggregate;
  readonly combine: 'count' | 'positive' | 'share_positive' | 'mean' | 'mean_known' | 'max';
  /**
   * Over the people who shared a contact book with the subject's phone in so many days (the newest 32, without himself);
   * `of` is then about a person. When left out, over the phones of his own book; `of` is then about a phone.
   */
  readonly listersDays?: number;
}

/** Arithmetic on two earlier factors or numbers; missing when an operand is missing or a divisor is zero. */
export interface DerivedFactor extends FactorBase {
  readonly kind: 'derived';
  readonly op: 'ratio' | 'difference' | 'product' | 'sum';
  readonly left: string | number;
  readonly right: string | number;
}

/** One definition serves live reads, backfills and documentation. */
export type FactorDefinition = AggregateFactor | NeighbourFactor | DerivedFactor;

/**
 * The instant a read speaks of. Whatever was recorded later is invisible, whenever it happened; among events recorded
 * in the same millisecond `offset` (inclusive) decides.
 */
export interface AsOf {
  readonly at: number;
  readonly offset?: number;
}

/** The answer of a read. `missing[i]` is 1 where `values[i]` is NaN: no data, no consent, or not for this purpose. */
export interface FactorVector {
  readonly schemaId: string;
  readonly values: Float64Array;
  readonly missing: Uint8Array;
}
