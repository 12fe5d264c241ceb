import { exp } from '#base';
import type { Country } from './country.ts';
import { parametersOf, type Evidence } from './evidence.ts';
import { logLikelihood } from './likelihood.ts';
import { segment } from './people.ts';
import { at } from './random.ts';

/** Evidence classes plus one: camouflaged fraud, which shows ordinary evidence. */
export const CLASSES = 8;
const CAMOUFLAGED = 7;

/** Weight of the pack's expectation against what is counted. */
const PSEUDO = 300;

/**
 * Applications by class, first those of newcomers to us, then those of known customers, counted as they come: the
 * priors of the posterior. They start at the pack's expectation; no fraudster stays long enough to become known.
 */
export function createClassCounts({ pack }: Country): Float64Array {
  const { sharedDeviceShare, harvestVillageShare, newcomerShare } = pack.population;
  const ordinaryShare = 1 - sharedDeviceShare - harvestVillageShare - newcomerShare;
  const honest = [ordinaryShare, sharedDeviceShare, harvestVillageShare, newcomerShare];
  const { rings } = pack.fraud;
  const shares = rings.map((ring) => ring.applicationsPerPersonYear * (1 - ring.camouflage));
  const hidden = rings.reduce((sum, ring) => sum + ring.applicationsPerPersonYear * ring.camouflage, 0);
  return Float64Array.from([...honest, ...shares, hidden, ...honest, 0, 0, 0, 0], (share) => PSEUDO * share);
}

export function countClass(counts: Float64Array, { people }: Country, who: { person: number; known: boolean }): void {
  const kind = at(people.hidden, who.person) === 1 ? CAMOUFLAGED : at(people.segment, who.person);
  const index = who.known ? CLASSES + kind : kind;
  counts[index] = at(counts, index) + 1;
}

export interface Priors {
  readonly counts: Float64Array;
  /** The applicant is a customer of long standing. */
  readonly known: boolean;
}

/** P(fraud | evidence): Bayes over the classes with their exact densities. */
export function fraudProbability(country: Country, evidence: Evidence, { counts, known }: Priors): number {
  const logs = new Float64Array(CLASSES);
  for (let kind = 0; kind < CAMOUFLAGED; kind++) {
    logs[kind] = logLikelihood(evidence, parametersOf(country, kind), kind);
  }
  logs[CAMOUFLAGED] = at(logs, segment.ordinary);
  const top = logs.reduce((best, value) => Math.max(best, value), -Infinity);
  let fraud = 0;
  let total = 0;
  for (let kind = 0; kind < CLASSES; kind++) {
    const weight = at(counts, known ? CLASSES + kind : kind) * exp(at(logs, kind) - top);
    total += weight;
    if (kind >= segment.deviceFarm) fraud += weight;
  }
  return fraud / total;
}
