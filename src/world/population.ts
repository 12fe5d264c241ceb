import type { Rng } from '#base';
import { drawTastes } from './ads/tastes.ts';
import { drawCircles, rankOf } from './circles.ts';
import type { Country } from './country.ts';
import { recordEnquiry } from './credit-file.ts';
import { LENDERS, liveMonth } from './month.ts';
import type { WorldPack } from './pack.ts';
import { allocatePeople, segment, type People } from './people.ts';
import { bear, settle } from './person.ts';
import { layOutPlaces, type Place } from './places.ts';
import { planRings } from './rings.ts';
import { at, pick } from './random.ts';

export interface Founding {
  readonly seed: number;
  readonly rng: Rng;
  readonly pack: WorldPack;
  readonly citizens: number;
  readonly startDay: number;
}

/** Months lived before the first day, so that debts and credit files are those of a grown market. */
const WARM_UP_MONTHS = 30;

/** Founds the country: places, households, shared groups, circles of friends, rings. */
export function foundCountry(founding: Founding): Country {
  const { citizens, pack, rng, seed, startDay } = founding;
  const places = layOutPlaces(citizens, pack, rng.fork('places'));
  const planned = planRings(citizens, pack, rng.fork('rings'));
  const members = planned.reduce((sum, ring) => sum + ring.members, 0);
  const people = allocatePeople(citizens, members);
  const citizenGroups = settleCitizens(founding, people, places);
  const rings = planned.map((ring) => ({ ...ring, group: citizenGroups + ring.group }));
  const circle = drawCircles({ people, places, rng: rng.fork('circles') });
  const circleRank = rankOf(circle);
  const firstSlot = (group: number): number => rings[group - citizenGroups]?.firstSlot ?? citizens;
  const tastes = drawTastes(rng.fork('tastes'));
  const country: Country = {
    tastes,
    ...{ seed, rng, pack, startDay, places, people, rings, citizenGroups, circle, circleRank, firstSlot },
  };
  for (let i = 0; i < citizens; i++) warmUp(country, i, startDay);
  return country;
}

/** Fills the credit file: the months before `day`. */
export function warmUp(country: Country, i: number, day: number): void {
  for (let month = -WARM_UP_MONTHS; month < 0; month++) liveMonth(country, i, day + month * 30 + (i % 30));
  const rng = country.rng.fork('past-enquiries', at(country.people.serial, i));
  for (let age = 90; age > 0; age--) {
    const lender = rng.below(LENDERS);
    if (rng.chance(at(country.people.enquiryRate, i))) recordEnquiry(country.people, i, { day: day - age, lender });
  }
}

function settleCitizens(founding: Founding, people: People, places: readonly Place[]): number {
  let groups = 0;
  for (let i = 0; i < founding.citizens;) {
    const rng = founding.rng.fork('block', i);
    const block = chooseBlock(founding, places, rng);
    const size = Math.min(block.size, founding.citizens - i);
    settleBlock({ founding, people, places, block, rng }, { first: i, size, group: groups });
    if (block.kind === segment.sharedDevice) groups++;
    i += size;
  }
  return groups;
}

interface Block {
  readonly kind: number;
  readonly size: number;
  readonly place: number;
}

function chooseBlock({ pack }: Founding, places: readonly Place[], rng: Rng): Block {
  const { harvestVillageShare, newcomerShare, sharedDeviceShare } = pack.population;
  const rest = 1 - harvestVillageShare - newcomerShare - sharedDeviceShare;
  // Shares are of people, blocks hold several: divide by the mean size.
  const kind = pick([rest / 2.3, sharedDeviceShare / 11, harvestVillageShare / 2.3, newcomerShare], rng.uniform());
  const size =
    kind === segment.sharedDevice
      ? 8 + rng.below(7)
      : kind === segment.newcomer
        ? 1
        : 1 + pick([3, 3, 2, 1.5], rng.uniform());
  const wanted = kind === segment.harvestVillage ? 'harvest-village' : rng.chance(0.04) ? 'hamlet' : 'town';
  const first = places.findIndex((place) => place.kind === wanted);
  const count = places.filter((place) => place.kind === wanted).length;
  return { kind, size, place: first + rng.below(count) };
}

interface BlockGround {
  readonly founding: Founding;
  readonly people: People;
  readonly places: readonly Place[];
  readonly block: Block;
  readonly rng: Rng;
}

function settleBlock(
  ground: BlockGround,
  { first, size, group }: { first: number; size: number; group: number },
): void {
  const { founding, people, places, block, rng } = ground;
  const { pack, startDay } = founding;
  const place = places[block.place] ?? (places[0] as Place);
  for (let i = first; i < first + size; i++) {
    people.serial[i] = i;
    people.segment[i] = block.kind;
    bear({ people, pack, startDay, place, placeIndex: block.place, rng }, i);
    if (block.kind === segment.sharedDevice) {
      people.group[i] = group;
      people.sharesDevice[i] = rng.chance(0.8) ? 1 : 0;
    } else {
      people.household[i] = first;
      people.sharesDevice[i] = i > first && rng.chance(0.1) ? 1 : 0;
    }
    settle(people, i, { latitude: at(people.latitude, first), longitude: at(people.longitude, first) });
  }
}
