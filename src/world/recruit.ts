import { exp } from '#base';
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

function recruitMember(country: Country, ring: Ring, { wave, member }: Membership): void {
  const { people, pack, places } = country;
  const i = ring.firstSlot + member;
  const serial = i + wave * people.size;
  const rng = country.rng.fork('recruit', serial);
  const camouflaged = rng.chance(ring.parameters.camouflage);
  const villager = ring.segment === segment.loanVillage && !camouflaged;
  const placeIndex = villager ? hideoutOf(country, ring, wave) : anyTown(places, rng.uniform());
  const nursed = !camouflaged && !villager;
  const bornDay = country.startDay + wave * ring.parameters.cycleDays - ring.phase;
  people.serial[i] = serial;
  people.segment[i] = nursed ? segment.newcomer : segment.ordinary;
  bear({ people, pack, startDay: bornDay, place: places[placeIndex] as Place, placeIndex, rng }, i);
  people.segment[i] = ring.segment;
  people.hidden[i] = camouflaged ? 1 : 0;
  people.group[i] = ring.group;
  people.sharesDevice[i] = ring.segment === segment.deviceFarm && !camouflaged ? 1 : 0;
  const age = pack.evidence[ring.segment]?.numberAge;
  const opening = bornDay + ring.parameters.cycleDays - ring.parameters.windowDays;
  if (nursed && age) people.numberPhase[i] = exp(age[0] + age[1] * rng.normal()) - (opening - country.startDay);
  else people.numberPhase[i] = at(people.numberPhase, i) - (opening - country.startDay);
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
