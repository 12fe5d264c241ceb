import { exp, log, sigmoid, type Rng } from '#base';
import type { Country } from './country.ts';
import { numberAgeDays } from './identifiers.ts';
import type { EvidenceParameters } from './pack.ts';
import { segment } from './people.ts';
import { numberLives } from './person.ts';
import { at, clamp, logNormalDensity } from './random.ts';

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

/** Log density of the evidence under a class, up to a constant that all classes share. */
export function logLikelihood(evidence: Evidence, parameters: EvidenceParameters, kind: number): number {
  const continuous =
    logNormalDensity(evidence.calls, ...parameters.calls) +
    logNormalDensity(evidence.distinct, ...parameters.distinct) +
    logNormalDensity(evidence.incoming, ...parameters.incoming) +
    logNormalDensity(evidence.form, ...parameters.form) +
    logNormalDensity(evidence.idle, ...parameters.idle) +
    logNormalDensity(evidence.contacts, ...parameters.contacts) +
    logNormalDensity(evidence.apps, ...parameters.apps);
  const counts =
    evidence.pastes * log(parameters.pastes) -
    parameters.pastes +
    log(parameters.networkBuckets[evidence.networkBucket] ?? 0.001) +
    log(parameters.cellBuckets[evidence.cellBucket] ?? 0.001);
  return continuous + counts + logFlags(evidence, parameters) + logNumberAge(evidence.numberAgeDays, parameters, kind);
}

function logFlags(evidence: Evidence, parameters: EvidenceParameters): number {
  const term = (flag: boolean, probability: number): number => log(flag ? probability : 1 - probability);
  return (
    term(evidence.emulator, parameters.emulator) +
    term(evidence.rooted, parameters.rooted) +
    term(evidence.proxy, parameters.proxy) +
    term(evidence.foreignTimezone, parameters.foreignTimezone) +
    term(evidence.charging, parameters.charging) +
    term(evidence.young, parameters.young)
  );
}

/* Numbers renewed every L days have uniform ages on [0, L); nursed numbers have a log-normal age. */
function logNumberAge(days: number, parameters: EvidenceParameters, kind: number): number {
  const age = days + 0.5;
  if (parameters.numberAge) return logNormalDensity(log(age), ...parameters.numberAge) - 0.919;
  const lives = kind === segment.newcomer ? numberLives.newcomer : numberLives.settled;
  let density = 1e-6;
  for (const life of lives) if (age < life) density += age / life / lives.length;
  return log(density);
}

/** Installed apps from their logarithm, as events carry them. */
export function publishApps(apps: number): number {
  return clamp(Math.round(exp(apps)), 3, 400);
}

/** Seconds on the form from their logarithm. */
export function publishForm(form: number): number {
  return clamp(Math.round(exp(form)), 10, 7200);
}

/** The evidence of phone and form as events carry it: whole numbers and shares. */
export interface Published {
  readonly calls30d: number;
  readonly distinctContacts30d: number;
  readonly incomingShare: number;
  readonly durationS: number;
  readonly idleS: number;
}

export function publish(evidence: Evidence): Published {
  const calls30d = clamp(Math.round(exp(evidence.calls)) - 1, 0, 20_000);
  return {
    calls30d,
    distinctContacts30d: calls30d === 0 ? 0 : Math.max(1, Math.round(calls30d * sigmoid(evidence.distinct))),
    incomingShare: Math.round(sigmoid(evidence.incoming) * 1000) / 1000,
    durationS: publishForm(evidence.form),
    idleS: clamp(Math.round(exp(evidence.idle)) - 1, 0, 7200),
  };
}
