import { exp } from '#base';
import type { Country } from './country.ts';
import { logLikelihood, parametersOf, type Evidence } from './evidence.ts';
import { segment } from './people.ts';
import { at } from './random.ts';

/** Evidence classes plus one: camouflaged fraud, which shows ordinary evidence. */
export const CLASSES = 8;
const CAMOUFLAGED = 7;

/** Applications by class, counted as they come: the priors of the posterior. Starts at the pack's expectation. */
export function createClassCounts({ pack }: Country): Float64Array {
  const { sharedDeviceShare, harvestVillageShare, newcomerShare } = pack.population;
  const honest = [1 - sharedDeviceShare - harvestVillageShare - newcomerShare, sharedDeviceShare, harvestVillageShare, newcomerShare];
  const { rings } = pack.fraud;
  const shares = rings.map((ring) => ring.applicationsPerPersonYear * (1 - ring.camouflage));
  const hidden = rings.reduce((sum, ring) => sum + ring.applicationsPerPersonYear * ring.camouflage, 0);
  return Float64Array.from([...honest, ...shares, hidden], (share) => 300 * share);
}

export function countClass(counts: Float64Array, { people }: Country, person: number): void {
  const kind = at(people.hidden, person) === 1 ? CAMOUFLAGED : at(people.segment, person);
  counts[kind] = at(counts, kind) + 1;
}

/** P(fraud | evidence): Bayes over the classes with their exact densities. */
export function fraudProbability(country: Country, evidence: Evidence, counts: Float64Array): number {
  const logs = new Float64Array(CLASSES);
  for (let kind = 0; kind < CAMOUFLAGED; kind++) {
    logs[kind] = logLikelihood(evidence, parametersOf(country, kind), kind);
  }
  logs[CAMOUFLAGED] = at(logs, segment.ordinary);
  const top = logs.reduce((best, value) => Math.max(best, value), -Infinity);
  let fraud = 0;
  let total = 0;
  for (let kind = 0; kind < CLASSES; kind++) {
    const weight = at(counts, kind) * exp(at(logs, kind) - top);
    total += weight;
    if (kind >= segment.deviceFarm) fraud += weight;
  }
  return fraud / total;
}
