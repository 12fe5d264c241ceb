import { exp } from '#base';
import type { Country } from './country.ts';
import { parametersOf, type Evidence } from './evidence.ts';
import { logLikelihood } from './likelihood.ts';
import { segment, type People } from './people.ts';
import { at } from './random.ts';

/**
 * The seven evidence classes of rings and citizens; fraud that shows ordinary evidence (camouflaged members, and patterns whose traces
 * are not in the application itself); forms that others filled in, honest and fraudulent, with one density for both.
 */
export const CLASSES = 10;
const CAMOUFLAGED = 7;
const HANDLED = 8;
const HANDLED_FRAUD = 9;

/** Weight of the pack's expectation against what is counted. */
const PSEUDO = 300;

/**
 * Applications by class, first those of newcomers to us, then those of known customers, counted as they come: the
 * priors of the posterior. They start at the pack's expectation; of fraudsters only those who build credit become known.
 */
export function createClassCounts({ pack }: Country): Float64Array {
  const { sharedDeviceShare, harvestVillageShare, newcomerShare } = pack.population;
  const ordinaryShare = 1 - sharedDeviceShare - harvestVillageShare - newcomerShare;
  const honest = [ordinaryShare, sharedDeviceShare, harvestVillageShare, newcomerShare];
  const { rings, patterns } = pack.fraud;
  const planted = patterns.applicationsPerPersonYear;
  const shares = rings.map((ring) => ring.applicationsPerPersonYear * (1 - ring.camouflage));
  const hidden = rings.reduce((sum, ring) => sum + ring.applicationsPerPersonYear * ring.camouflage, 0);
  const newcomers = [...honest, ...shares, hidden + 4 * planted, 5 * planted, 2.5 * planted];
  return Float64Array.from([...newcomers, ...honest, 0, 0, 0, 1.5 * planted, 0, 0], (share) => PSEUDO * share);
}

/** An application whose class is to be counted. */
interface Classed {
  readonly person: number;
  readonly known: boolean;
  readonly isFraud: boolean;
}

export function countClass(counts: Float64Array, { people }: Country, who: Classed): void {
  const kind = classOf(people, who);
  const index = who.known ? CLASSES + kind : kind;
  counts[index] = at(counts, index) + 1;
}

function classOf({ hidden, segment: kinds }: People, { person, isFraud }: Classed): number {
  if (isFraud && at(hidden, person) === 1) return CAMOUFLAGED;
  const kind = at(kinds, person);
  if (kind === segment.handled) return isFraud ? HANDLED_FRAUD : HANDLED;
  return isFraud && kind < segment.deviceFarm ? CAMOUFLAGED : kind;
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
  logs[HANDLED] = logLikelihood(evidence, parametersOf(country, segment.handled), segment.handled);
  logs[HANDLED_FRAUD] = at(logs, HANDLED);
  const top = logs.reduce((best, value) => Math.max(best, value), -Infinity);
  let fraud = 0;
  let total = 0;
  for (let kind = 0; kind < CLASSES; kind++) {
    const weight = at(counts, known ? CLASSES + kind : kind) * exp(at(logs, kind) - top);
    total += weight;
    if (kind >= segment.deviceFarm && kind !== HANDLED) fraud += weight;
  }
  return fraud / total;
}
