import { exp, type Rng } from '#base';
import type { Country } from './country.ts';
import { segment } from './people.ts';
import { bear } from './person.ts';
import type { Place } from './places.ts';
import { warmUp } from './population.ts';
import type { Ring } from './rings.ts';
import { at } from './random.ts';

/** Gives a ring's rows to the people of the wave. */
export function recruit(country: Country, ring: Ring, wave: number): void {
  for (let member = 0; member < ring.members; member++) recruitMember(country, ring, { wave, member });
}

interface Membership {
  readonly wave: number;
  readonly member: number;
}

/** Candidates a ring looks at before it takes one. */
const CANDIDATES = 6;

/* Rings find the people whom honest need would have driven to a lender, so that credit files do not give them away. */
function recruitMember(country: Country, ring: Ring, { wave, member }: Membership): void {
  const i = ring.firstSlot + member;
  const { people, pack } = country;
  people.serial[i] = i + wave * people.size;
  const rng = country.rng.fork('recruit', at(people.serial, i));
  people.hidden[i] = rng.chance(ring.parameters.camouflage) ? 1 : 0;
  for (let candidate = 0; candidate < CANDIDATES; candidate++) {
    invite(country, ring, { i, wave, rng });
    const need = (365 * at(people.applicationRate, i)) / pack.activity.applications;
    if (rng.chance(need / 4)) return;
  }
}

function invite(country: Country, ring: Ring, { i, wave, rng }: { i: number; wave: number; rng: Rng }): void {
  const { people, pack, places } = country;
  const camouflaged = at(people.hidden, i) === 1;
  const villager = ring.segment === segment.loanVillage && !camouflaged;
  const placeIndex = villager ? hideoutOf(country, ring, wave) : anyTown(places, rng.uniform());
  const young = ring.segment === segment.cultivatedNumber && !camouflaged;
  const bornDay = country.startDay + wave * ring.parameters.cycleDays - ring.phase;
  people.segment[i] = young ? segment.newcomer : segment.ordinary;
  bear({ people, pack, startDay: bornDay, place: places[placeIndex] as Place, placeIndex, rng }, i);
  people.segment[i] = ring.segment;
  people.group[i] = ring.group;
  people.sharesDevice[i] = ring.segment === segment.deviceFarm && !camouflaged ? 1 : 0;
  const age = pack.evidence[ring.segment]?.numberAge;
  const opening = bornDay + ring.parameters.cycleDays - ring.parameters.windowDays;
  const ageDays = age && !camouflaged ? exp(age[0] + age[1] * rng.normal()) : at(people.numberPhase, i);
  people.numberPhase[i] = ageDays - (opening - country.startDay);
  warmUp(country, i, bornDay);
}

function anyTown(places: readonly Place[], uniform: number): number {
  return Math.floor(uniform * places.filter((place) => place.kind === 'town').length);
}

/* The village in which the wave recruits its circle. */
function hideoutOf(country: Country, ring: Ring, wave: number): number {
  const first = country.places.findIndex((place) => place.kind === 'hamlet');
  const hamlets = country.places.length - first;
  return first + country.rng.fork('hideout', ring.group * 4096 + wave).below(hamlets);
}
