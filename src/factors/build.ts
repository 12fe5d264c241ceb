import type {
  AggregateFactor,
  ConsentScope,
  DerivedFactor,
  EventAggregate,
  FactorAggregate,
  FactorCondition,
  FactorEntity,
  FactorField,
  FactorPurpose,
  NeighbourFactor,
} from './definition.ts';

const RISK: readonly FactorPurpose[] = ['underwriting', 'fraud', 'servicing'];

/** English and Chinese text of a factor. */
export type Words = readonly [en: string, zh: string];

export interface FactorOptions {
  readonly entity?: FactorEntity;
  readonly field?: string | FactorField;
  readonly where?: FactorCondition;
  readonly days?: number;
  readonly consent?: ConsentScope;
}

/** Builds an aggregate factor; the entity is the person unless said otherwise. */
export function factor(
  name: string,
  words: Words,
  spec: FactorOptions & { readonly from: string; readonly take: FactorAggregate },
): AggregateFactor {
  return { kind: 'aggregate', ...named(name, words, spec.consent), of: aggregate(spec.from, spec.take, spec) };
}

/** Builds a factor over the phones of the subject's own contact book. */
export function overContacts(
  name: string,
  words: Words,
  spec: FactorOptions & {
    readonly from: string;
    readonly take: FactorAggregate;
    readonly combine: NeighbourFactor['combine'];
  },
): NeighbourFactor {
  const of = aggregate(spec.from, spec.take, { entity: 'phone', ...spec });
  return { kind: 'neighbour', ...named(name, words, 'contacts'), of, combine: spec.combine };
}

/** Builds a factor over the people who shared a contact book with the subject's phone in `listersDays` days. */
export function overListers(
  name: string,
  words: Words,
  spec: FactorOptions & {
    readonly from: string;
    readonly take: FactorAggregate;
    readonly combine: NeighbourFactor['combine'];
    readonly listersDays: number;
  },
): NeighbourFactor {
  const { combine, listersDays } = spec;
  return {
    kind: 'neighbour',
    ...named(name, words, 'contacts'),
    of: aggregate(spec.from, spec.take, spec),
    combine,
    listersDays,
  };
}

/** Builds arithmetic on factors that are defined before it. */
export function derived(
  name: string,
  words: Words,
  spec: { readonly op: DerivedFactor['op']; readonly left: string | number; readonly right: string | number },
): DerivedFactor {
  return { kind: 'derived', ...named(name, words), ...spec };
}

/** One factor per window, named `base_7d`, `base_30d` and so on. */
export function perWindow(
  days: readonly number[],
  build: (days: number, suffix: string) => AggregateFactor,
): AggregateFactor[] {
  return days.map((length) => build(length, `${length}d`));
}

function named(name: string, [en, zh]: Words, consent?: ConsentScope) {
  return { name, description: { en, zh }, purposes: RISK, ...(consent === undefined ? {} : { consent }) };
}

function aggregate(source: string, take: FactorAggregate, options: FactorOptions): EventAggregate {
  const { entity = 'person', field, where, days } = options;
  return {
    entity,
    source,
    aggregate: take,
    ...(field === undefined ? {} : { field: typeof field === 'string' ? { path: field } : field }),
    ...(where === undefined ? {} : { where }),
    ...(days === undefined ? {} : { windowDays: days }),
  };
}
