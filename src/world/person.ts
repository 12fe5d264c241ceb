import { exp, sigmoid, type Rng } from '#base';
import type { WorldPack } from './pack.ts';
import { employment, ENQUIRIES, FAILURES, DELINQUENCIES, NEVER, segment, type People } from './people.ts';
import { cellOf, regions, type Place } from './places.ts';
import { at, clamp, pick } from './random.ts';

/** What decides a new person besides chance. */
export interface Birth {
  readonly people: People;
  readonly pack: WorldPack;
  readonly startDay: number;
  readonly place: Place;
  readonly placeIndex: number;
  readonly rng: Rng;
}

/** Writes a new person into row `i`: character, work, money, phone. Household and group are the caller's. */
export function bear(birth: Birth, i: number): void {
  bearCharacter(birth, i);
  bearWork(birth, i);
  bearPhone(birth, i);
  bearCredit(birth, i);
}

function bearCharacter({ people, rng, startDay, place, placeIndex }: Birth, i: number): void {
  const young = at(people.segment, i) === segment.newcomer;
  const years = young ? 19 + 9 * rng.uniform() : 20 + 42 * rng.uniform() ** 1.4;
  people.place[i] = placeIndex;
  settle(people, i, {
    latitude: place.latitude + (2 * rng.uniform() - 1) * place.radius,
    longitude: place.longitude + (2 * rng.uniform() - 1) * place.radius,
  });
  people.household[i] = i;
  people.birthDay[i] = startDay - Math.floor(years * 365.25);
  people.female[i] = rng.chance(0.48) ? 1 : 0;
  people.solvency[i] = rng.normal();
  people.impulse[i] = 0.4 * rng.normal() - 0.35 * at(people.solvency, i) + 0.75 * rng.normal();
  people.nightHabit[i] = sigmoid(-2.1 + 0.45 * at(people.impulse, i) + 0.35 * rng.normal());
  people.marital[i] = years < 26 ? pick([8, 2, 0.1], rng.uniform()) : pick([2, 7, 1, 0.2], rng.uniform());
  people.dependents[i] = at(people.marital, i) === 0 ? pick([9, 1], rng.uniform()) : pick([3, 4, 3, 1], rng.uniform());
  people.housing[i] = young ? pick([0, 0, 6, 1, 3], rng.uniform()) : pick([3, 3, 3, 2, 0.3], rng.uniform());
  people.education[i] = pick([0.3, 4, 3, 2.2, 0.4], rng.uniform());
}

/** Puts the person on a spot of the map. */
export function settle(people: People, i: number, spot: { latitude: number; longitude: number }): void {
  people.latitude[i] = spot.latitude;
  people.longitude[i] = spot.longitude;
  people.cell[i] = cellOf(spot.latitude, spot.longitude);
}

const jobIncome = [1, 1.05, 1.2, 0.75, 0.35, 0.55, 0.4];
const educationIncome = [0.75, 0.85, 1, 1.25, 1.55];

function bearWork({ people, pack, rng, place, startDay }: Birth, i: number): void {
  const young = at(people.segment, i) === segment.newcomer;
  const shop = pack.population.shopOwnerShare;
  const weights = young ? [5, 0.5, 0.2, 2, 3, 0, 0.5] : [6, 1.5, 10.7 * shop, 1.4, 0.2, 0.4, 0.4];
  const job = pick(weights, rng.uniform());
  people.employment[i] = job;
  const tenureMonths = young ? 12 * rng.uniform() : 48 * rng.exponential() * (job === employment.gig ? 0.4 : 1);
  people.jobStart[i] = startDay - Math.floor(clamp(tenureMonths, 0, 300) * 30.4);
  people.incomeFactor[i] = 1;
  const level = (jobIncome[job] ?? 1) * (educationIncome[at(people.education, i)] ?? 1);
  const luck = exp(pack.population.incomeDeviation * (0.85 * rng.normal() + 0.35 * at(people.solvency, i)));
  people.incomeMinor[i] = pack.population.medianIncomeMinor * (regions[place.region]?.income ?? 1) * level * luck;
  people.overstatement[i] = exp(0.06 + 0.12 * rng.normal());
  if (job === employment.shopOwner) bearShop({ people, rng, startDay }, i);
}

/** Gives an owner his shop. */
export function bearShop({ people, rng, startDay }: Pick<Birth, 'people' | 'rng' | 'startDay'>, i: number): void {
  people.turnoverMinor[i] = at(people.incomeMinor, i) * 8 * exp(0.4 * rng.normal());
  people.shopOpened[i] = startDay - Math.floor(60 + 1100 * rng.exponential());
  people.praise[i] = sigmoid(3 + 0.5 * at(people.solvency, i) + 0.5 * rng.normal());
}

/** Lifetimes of a phone number, days: citizens keep theirs for years, newcomers change within one or two. */
export const numberLives = { settled: [1200, 3000, 6000], newcomer: [150, 300, 500] } as const;

function bearPhone({ people, rng }: Birth, i: number): void {
  const lives = at(people.segment, i) === segment.newcomer ? numberLives.newcomer : numberLives.settled;
  people.numberLife[i] = lives[rng.below(3)] ?? 3000;
  people.numberPhase[i] = rng.uniform() * at(people.numberLife, i);
  people.callHabit[i] = rng.normal();
  people.android[i] = rng.chance(0.72) ? 1 : 0;
  people.model[i] = rng.below(256);
  people.sharesDevice[i] = 0;
  people.group[i] = -1;
}

function bearCredit({ people, rng, startDay }: Birth, i: number): void {
  const adultDays = startDay - at(people.birthDay, i) - 18 * 365;
  const young = at(people.segment, i) === segment.newcomer;
  const share = young ? 0.25 * rng.uniform() : rng.uniform();
  people.historyStart[i] = startDay - Math.floor(Math.max(0, adultDays) * share * 0.7);
  people.shock[i] = 0;
  people.outstandingMinor[i] = 0;
  people.debtMinor[i] = 0;
  people.openLoans[i] = 0;
  people.utilisation[i] = sigmoid(
    -0.6 - 0.8 * at(people.solvency, i) + 0.5 * at(people.impulse, i) + 0.6 * rng.normal(),
  );
  people.enquiryDay.fill(NEVER, i * ENQUIRIES, (i + 1) * ENQUIRIES);
  people.delinquencyDay.fill(NEVER, i * DELINQUENCIES, (i + 1) * DELINQUENCIES);
  people.delinquencyDpd.fill(0, i * DELINQUENCIES, (i + 1) * DELINQUENCIES);
  people.failureDay.fill(NEVER, i * FAILURES, (i + 1) * FAILURES);
  people.paidInstalments[i] = 0;
  people.ownLoans[i] = 0;
  people.ownDebtMinor[i] = 0;
  people.ownOutstandingMinor[i] = 0;
  people.lastApplication[i] = NEVER;
  people.registered[i] = 0;
  people.syncedBook[i] = -1;
}
