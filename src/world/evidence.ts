import type { Rng } from '#base';
import type { Country } from './country.ts';
import { numberAgeDays } from './identifiers.ts';
import type { EvidenceParameters } from './pack.ts';
import { segment } from './people.ts';
import { at } from './random.ts';

/**
 * What an application shows of its kind, on the scale of its density (log or logit). The events carry these very
 * values, rounded; the posterior of fraud reads them unrounded, so it is a ceiling for any reader of the events.
 */
export interface Evidence {
  readonly calls: number;
  readonly distinct: number;
  readonly incoming: number;
  readonly form: number;
  readonly idle: number;
  readonly contacts: number;
  readonly apps: number;
  readonly numberAgeDays: number;
  readonly pastes: number;
  readonly emulator: boolean;
  readonly rooted: boolean;
  readonly proxy: boolean;
  readonly foreignTimezone: boolean;
  readonly charging: boolean;
  /** Under 29 years old. */
  readonly young: boolean;
  /** 0 to 3: recent applications from the same home network and the same map cell. */
  readonly networkBucket: number;
  readonly cellBucket: number;
}

/** The class whose densities a person's evidence follows: a camouflaged member looks ordinary. */
export function evidenceClass({ people }: Country, person: number): number {
  return at(people.hidden, person) === 1 ? segment.ordinary : at(people.segment, person);
}

/** Log size of the person's contact book: a trait, the same each time. */
export function contactsOf(country: Country, person: number): number {
  const [mean, deviation] = parametersOf(country, evidenceClass(country, person)).contacts;
  return mean + deviation * country.rng.fork('book', at(country.people.serial, person)).normal();
}

export function parametersOf({ pack }: Country, kind: number): EvidenceParameters {
  return pack.evidence[kind] as EvidenceParameters;
}

export interface Occasion {
  readonly young: boolean;
  readonly day: number;
  readonly rng: Rng;
  readonly networkBucket: number;
  readonly cellBucket: number;
}

/** Draws the evidence of one application. */
export function showEvidence(country: Country, person: number, occasion: Occasion): Evidence {
  const { rng } = occasion;
  const parameters = parametersOf(country, evidenceClass(country, person));
  const draw = ([mean, deviation]: readonly [number, number]): number => mean + deviation * rng.normal();
  const [callMean, callDeviation] = parameters.calls;
  return {
    calls: callMean + callDeviation * (0.8 * at(country.people.callHabit, person) + 0.6 * rng.normal()),
    distinct: draw(parameters.distinct),
    incoming: draw(parameters.incoming),
    form: draw(parameters.form),
    idle: draw(parameters.idle),
    apps: draw(parameters.apps),
    contacts: contactsOf(country, person),
    numberAgeDays: numberAgeDays(country, person, occasion.day),
    pastes: rng.poisson(parameters.pastes),
    emulator: rng.chance(parameters.emulator),
    rooted: rng.chance(parameters.rooted),
    proxy: rng.chance(parameters.proxy),
    foreignTimezone: rng.chance(parameters.foreignTimezone),
    charging: rng.chance(parameters.charging),
    young: occasion.young,
    networkBucket: occasion.networkBucket,
    cellBucket: occasion.cellBucket,
  };
}
