import { log } from '#base';
import type { Evidence } from './evidence.ts';
import type { EvidenceParameters } from './pack.ts';
import { segment } from './people.ts';
import { numberLives } from './person.ts';
import { logNormalDensity } from './random.ts';

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
