import { exp, sigmoid, type Rng } from '#base';
import type { Country } from './country.ts';
import { recordDelinquency } from './credit-file.ts';
import { employment, segment, type People } from './people.ts';
import { at, clamp } from './random.ts';

const YEAR = 365;
/** Other lenders in the market. */
export const LENDERS = 40;
/** How many times more often harvest villages borrow while the season lasts. */
const HARVEST_CROWD = 6;

/** Economic stress on that day, from the pack's path. */
export function stressOn({ pack, startDay }: Country, day: number): number {
  const { macro } = pack.life;
  const month = Math.max(0, Math.floor((day - startDay) / 30));
  return macro[month % macro.length] ?? 0;
}

/** Income after job loss and recovery, minor units a month. */
export function incomeOf(people: People, i: number): number {
  return at(people.incomeMinor, i) * at(people.incomeFactor, i);
}

/** The hidden budget margin: character less burden, shocks and the economy. */
export function marginOf(people: People, i: number, stress: number): number {
  const debt = at(people.debtMinor, i) + at(people.ownDebtMinor, i);
  const burden = debt / Math.max(incomeOf(people, i), 50_000);
  return at(people.solvency, i) - 1.1 * Math.min(burden, 2) - at(people.shock, i) - stress;
}

/** Lives one month of person `i`: work, health, debts and slips elsewhere, and how eager to borrow it leaves them. */
export function liveMonth(country: Country, i: number, day: number): void {
  const month = Math.floor((day - country.startDay) / 30);
  const rng = country.rng.fork('month', at(country.people.serial, i) * 4096 + month + 64);
  const stress = stressOn(country, day);
  meetEvents(country, i, { day, rng, stress });
  const margin = marginOf(country.people, i, stress) + 0.3 * rng.normal();
  serviceDebts(country.people, i, { day, rng, margin });
  setRates(country, i, margin);
}

interface MonthOfLife {
  readonly day: number;
  readonly rng: Rng;
}

function meetEvents(
  { people, pack }: Country,
  i: number,
  { day, rng, stress }: MonthOfLife & { stress: number },
): void {
  people.shock[i] = at(people.shock, i) * 0.82;
  const job = at(people.employment, i);
  const fragile = job === employment.gig ? 2 : job === employment.retired || job === employment.student ? 0 : 1;
  if (job === employment.unemployed) {
    if (rng.chance(0.16)) startJob(people, i, { day, rng });
  } else if (rng.chance(pack.life.jobLossPerMonth * fragile * (1 + 1.5 * stress))) {
    people.employment[i] = employment.unemployed;
    people.jobStart[i] = day;
    people.incomeFactor[i] = 0.45;
    people.shock[i] = at(people.shock, i) + 1.1;
  }
  if (rng.chance(pack.life.illnessPerMonth)) people.shock[i] = at(people.shock, i) + 1.2;
  if (at(people.marital, i) === 1 && rng.chance(pack.life.divorcePerMonth)) {
    people.marital[i] = 2;
    people.shock[i] = at(people.shock, i) + 0.9;
  }
}

function startJob(people: People, i: number, { day, rng }: MonthOfLife): void {
  people.employment[i] = rng.chance(0.25) ? employment.gig : employment.salaried;
  people.jobStart[i] = day;
  people.incomeFactor[i] = 0.75 + 0.35 * rng.uniform();
}

function serviceDebts(people: People, i: number, { day, rng, margin }: MonthOfLife & { margin: number }): void {
  const impulse = at(people.impulse, i);
  const open = at(people.openLoans, i);
  people.outstandingMinor[i] = at(people.outstandingMinor, i) * 0.93;
  people.debtMinor[i] = at(people.debtMinor, i) * 0.965;
  if (open > 0 && rng.chance(0.1)) closeLoan(people, i, open);
  if (rng.chance(clamp(0.045 * exp(0.6 * impulse - 0.35 * margin), 0, 0.5))) openLoan(people, i, rng);
  const target = sigmoid(-0.7 - 0.85 * margin + 0.5 * impulse);
  people.utilisation[i] = clamp(0.8 * at(people.utilisation, i) + 0.2 * target + 0.05 * rng.normal(), 0, 1.2);
  if (open > 0 && rng.chance(sigmoid(-4.6 - 1.35 * margin))) {
    recordDelinquency(people, i, {
      day,
      dpd: Math.min(180, 3 + Math.floor(16 * rng.exponential() * exp(-0.35 * margin))),
    });
  }
}

function openLoan(people: People, i: number, rng: Rng): void {
  const amount = incomeOf(people, i) * (0.8 + 2.2 * rng.exponential());
  people.openLoans[i] = Math.min(250, at(people.openLoans, i) + 1);
  people.outstandingMinor[i] = at(people.outstandingMinor, i) + amount;
  people.debtMinor[i] = at(people.debtMinor, i) + amount * 0.095;
}

function closeLoan(people: People, i: number, open: number): void {
  people.openLoans[i] = open - 1;
  people.outstandingMinor[i] = (at(people.outstandingMinor, i) * (open - 1)) / open;
  people.debtMinor[i] = (at(people.debtMinor, i) * (open - 1)) / open;
}

function setRates({ people, pack }: Country, i: number, margin: number): void {
  const { activity } = pack;
  const impulse = at(people.impulse, i);
  const need = clamp(exp(0.35 * impulse - 0.3 * margin - 0.15), 0.1, 6);
  const hunger = clamp(exp(0.5 * impulse - 0.6 * margin - 0.35), 0.05, 12);
  const crowd = at(people.segment, i) === segment.harvestVillage ? HARVEST_CROWD : 1;
  people.applicationRate[i] = (activity.applications * need * crowd) / YEAR;
  people.enquiryRate[i] = (activity.enquiries * hunger) / YEAR;
  const rest = (activity.browsing + activity.sessions + activity.adsShown) / YEAR;
  people.rate[i] = at(people.applicationRate, i) + at(people.enquiryRate, i) + rest;
}
