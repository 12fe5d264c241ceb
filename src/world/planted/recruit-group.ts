import type { Rng } from '#base';
import type { Country } from '../country.ts';
import { PLANTED_NETWORKS } from '../identifiers.ts';
import { DELINQUENCIES, employment, ENQUIRIES, NEVER, segment } from '../people.ts';
import { bear, bearShop, settle } from '../person.ts';
import type { Place } from '../places.ts';
import { warmUp } from '../population.ts';
import { at } from '../random.ts';
import { roleOf, SEASON_DAYS, type Part } from './casting.ts';
import type { Group } from './groups.ts';
import type { Guise } from './guise.ts';

/** Serial numbers of the planted begin here, beyond those of citizens and rings. */
const SERIALS = 3_500_000;
/** Networks of groups, 16 each, behind those of their people. */
const GROUP_NETWORKS = PLANTED_NETWORKS + 500_000;
const CANDIDATES = 5;

/** Fills the rows of a group with new people. Returns the part of each. */
export function recruitGroup(country: Country, group: Group, season: number): Guise[] {
  return Array.from({ length: group.size }, (_, member) => recruitMember(country, group, { season, member }));
}

function recruitMember(country: Country, group: Group, { season, member }: { season: number; member: number }): Guise {
  const { people, pack } = country;
  const row = group.firstRow + member;
  const { pattern } = group.script;
  const id = `${pattern}-${season}-${group.number}`;
  const shared = country.rng.fork('group', id);
  const towns = country.places.filter(({ kind }) => kind === 'town').length;
  const place = shared.below(towns);
  people.serial[row] = SERIALS + season * people.size + row;
  const rng = country.rng.fork('recruit', at(people.serial, row));
  const camouflaged = !group.lookAlike && rng.chance(pack.fraud.patterns.camouflage);
  const network = GROUP_NETWORKS + 16 * (group.number % 20_000);
  const role = roleOf({ country, id, member, size: group.size, camouflaged, place, network });
  const part = group.cast.play(role);
  people.hidden[row] = camouflaged ? 1 : 0;
  const ground: Ground = { country, row, rng, place, bornDay: country.startDay + season * SEASON_DAYS, part };
  for (let candidate = 0; candidate < CANDIDATES; candidate++) {
    beBorn(ground, shared.fork('middle'));
    if (isTaken(ground)) break;
  }
  if (part.birth.isBlank === true) blank(country, row, ground.bornDay);
  people.segment[row] = part.handled ? segment.handled : segment.ordinary;
  return { ...part, pattern, group: id, lookAlike: group.lookAlike, camouflaged };
}

interface Ground {
  readonly country: Country;
  readonly row: number;
  readonly rng: Rng;
  readonly place: number;
  readonly bornDay: number;
  readonly part: Part;
}

/* People whom need would have driven to a lender, or whom every lender would have wanted. */
function isTaken({ country, row, rng, part }: Ground): boolean {
  if (part.birth.isSound === true) return at(country.people.solvency, row) > 0.3;
  const need = (365 * at(country.people.applicationRate, row)) / country.pack.activity.applications;
  return rng.chance(need / 4);
}

function beBorn({ country, row, rng, bornDay, part, ...ground }: Ground, middle: Rng): void {
  const { people, pack, places } = country;
  const { birth } = part;
  const anywhere = rng.below(places.filter(({ kind }) => kind === 'town').length);
  const placeIndex = birth.place ?? (birth.kmFromGroup === undefined ? anywhere : ground.place);
  const place = places[placeIndex] as Place;
  people.segment[row] = birth.isYoung === true ? segment.newcomer : segment.ordinary;
  bear({ people, pack, startDay: bornDay, place, placeIndex, rng }, row);
  people.segment[row] = segment.ordinary;
  if (birth.employment !== undefined) takeUp(country, row, { job: birth.employment, rng, bornDay });
  if (birth.housing !== undefined) people.housing[row] = birth.housing;
  if (birth.kmFromGroup !== undefined) {
    const around = (centre: number, draw: number): number => centre + (2 * draw - 1) * 0.8 * place.radius;
    const degrees = birth.kmFromGroup / 111;
    const latitude = around(place.latitude, middle.uniform()) + degrees * (2 * rng.uniform() - 1);
    const longitude = around(place.longitude, middle.uniform()) + degrees * (2 * rng.uniform() - 1);
    settle(people, row, { latitude, longitude });
  }
  const applies = bornDay + (part.acts.at(-1)?.day ?? 0) - country.startDay;
  people.numberPhase[row] = at(people.numberPhase, row) - applies;
  warmUp(country, row, bornDay);
}

/* Students earn a third of what they would. */
function takeUp(
  { people }: Country,
  row: number,
  { job, rng, bornDay }: { job: number; rng: Rng; bornDay: number },
): void {
  const before = at(people.employment, row);
  people.employment[row] = job;
  if (job === employment.student && before !== job) people.incomeMinor[row] = at(people.incomeMinor, row) * 0.35;
  if (job === employment.shopOwner && before !== job) bearShop({ people, rng, startDay: bornDay }, row);
}

/** Leaves nothing in the credit file. */
export function blank({ people }: Country, row: number, day: number): void {
  people.historyStart[row] = day;
  people.openLoans[row] = 0;
  people.outstandingMinor[row] = 0;
  people.debtMinor[row] = 0;
  people.utilisation[row] = 0;
  people.enquiryDay.fill(NEVER, row * ENQUIRIES, (row + 1) * ENQUIRIES);
  people.delinquencyDay.fill(NEVER, row * DELINQUENCIES, (row + 1) * DELINQUENCIES);
}

/** Moves somebody to another town; where he was born, and so his identity number, stays. */
export function moveTo(country: Country, row: number, { place, rng }: { place: number; rng: Rng }): void {
  const towns = country.places.filter(({ kind }) => kind === 'town').length;
  const index = place % towns;
  const { latitude, longitude, radius } = country.places[index] as Place;
  const spot = (centre: number): number => centre + (2 * rng.uniform() - 1) * radius;
  settle(country.people, row, { latitude: spot(latitude), longitude: spot(longitude) });
}
