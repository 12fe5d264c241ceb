import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import { newState, type Market, type MarketState } from '../market.ts';
import { allocatePeople, lifeOf, restoreLife, type Life } from '../people.ts';
import { at, bits, purpose } from '../random.ts';
import { SEASON_DAYS } from './casting.ts';
import { planGroups, type Group } from './groups.ts';
import type { Act, Appearance, Guise } from './guise.ts';
import { moveTo, recruitGroup } from './recruit-group.ts';
import { asking } from './scripts/asking.ts';

/** Applications and payments of the quarter are numbered from here. */
const NUMBERS = 400_000_000;

/**
 * The quarter of the planted patterns: a market of its own beside the great one, with its own people, loans and random streams, so
 * that everything in the great one has the bits that it would have without it.
 */
export interface Quarter {
  readonly market: Market;
  readonly groups: readonly Group[];
  readonly guises: (Guise | undefined)[];
  /** What is to be done, by day of the world. */
  readonly deeds: Map<number, Deed[]>;
  /** Season for which each bank of rows was filled, -1 before. */
  readonly filled: [number, number];
  isRehearsing: boolean;
}

export interface Deed {
  readonly row: number;
  readonly act: Act;
  readonly place: number;
}

/** Founds the quarter beside a country. */
export function foundQuarter(host: Country, counts: Float64Array): Quarter {
  const rng = host.rng.fork('planted');
  const groups = planGroups(host.people.citizens, host.pack, rng);
  const rows = groups.reduce((sum, { size }) => sum + size, 0);
  const guises: (Guise | undefined)[] = Array.from({ length: rows });
  const people = allocatePeople(0, rows);
  const seed = bits(host.seed, purpose.papers, 0, 1) | 0;
  const alone = {
    rings: [],
    citizenGroups: 0,
    circle: new Int32Array(0),
    circleRank: new Int32Array(0),
    firstSlot: () => 0,
  };
  const stage = {
    host,
    guiseOf: (row: number) => guises[row],
    appearanceOf: (row: number): Appearance => appearanceToday(quarter, row),
    isRehearsing: (): boolean => quarter.isRehearsing,
  };
  const country: Country = { ...host, ...alone, seed, rng, people, stage };
  const state: MarketState = { ...newState(country), applications: NUMBERS, payments: NUMBERS, classCounts: counts };
  const quarter: Quarter = {
    market: { country, state },
    groups,
    guises,
    deeds: new Map(),
    filled: [-1, -1],
    isRehearsing: false,
  };
  return quarter;
}

const EMPTY: Appearance = {};
const small = asking({ amount: 0.35 });

function appearanceToday({ guises, isRehearsing, market }: Quarter, row: number): Appearance {
  const guise = guises[row];
  if (guise === undefined) return EMPTY;
  if (isRehearsing) return { ...guise, wish: small };
  const moved = guise.later === undefined ? Infinity : dayOfMove(market, guise);
  return market.state.day >= moved ? { ...guise, ...guise.later } : guise;
}

function dayOfMove({ country }: Market, { acts, group }: Guise): number {
  const season = Number(group.split('-').at(-2));
  const day = acts.find(({ kind }) => kind === 'move')?.day ?? Infinity;
  return country.startDay + season * SEASON_DAYS + day;
}

/** Fills the rows of a season that begins, and of one that a restored world is in. */
export function openSeason(quarter: Quarter, day: number): void {
  const { startDay } = quarter.market.country;
  const season = Math.floor((day - startDay) / SEASON_DAYS);
  for (const one of [season - 1, season]) {
    if (one < 0 || quarter.filled[one % 2] === one) continue;
    quarter.filled[one % 2] = one;
    for (const group of quarter.groups) if (group.bank === one % 2) fill(quarter, group, { season: one, day });
  }
}

function fill(
  { market, guises, deeds }: Quarter,
  group: Group,
  { season, day }: { season: number; day: number },
): void {
  const first = market.country.startDay + season * SEASON_DAYS;
  for (const [member, guise] of recruitGroup(market.country, group, season).entries()) {
    const row = group.firstRow + member;
    guises[row] = guise;
    for (const [place, act] of guise.acts.entries()) {
      const when = first + act.day;
      // A world restored later than a removal finds him where he moved.
      if (when < day) {
        if (act.kind === 'move') removeMember(market.country, row, guise);
        continue;
      }
      const list = deeds.get(when) ?? [];
      if (list.length === 0) deeds.set(when, list);
      list.push({ row, act, place });
    }
  }
}

/** Somebody is seen at another place from now on. */
export function removeMember(country: Country, row: number, guise: Guise): void {
  const place = guise.later?.place;
  if (place === undefined) return;
  moveTo(country, row, { place, rng: country.rng.fork('removal', at(country.people.serial, row)) });
}

/** The deeds of a day, those planned first first; each is done once. */
export function deedsOf({ deeds }: Quarter, day: number): readonly Deed[] {
  const today = deeds.get(day) ?? [];
  deeds.delete(day);
  return today;
}

/** What a snapshot keeps of the quarter. */
export interface SavedQuarter {
  readonly state: MarketState;
  readonly life: Life;
}

export function saveQuarter({ market }: Quarter): SavedQuarter {
  return { state: market.state, life: lifeOf(market.country.people) };
}

/** The quarter as it was saved. */
export function restoreQuarter(host: Country, saved: SavedQuarter, counts: Float64Array): Quarter {
  const quarter = foundQuarter(host, counts);
  Object.assign(quarter.market.state, saved.state, { classCounts: counts });
  openSeason(quarter, saved.state.day + 1);
  quarter.deeds.forEach((_, day) => day <= saved.state.day && quarter.deeds.delete(day));
  restoreLife(quarter.market.country.people, saved.life);
  return quarter;
}

/** A book in which everything is numbered apart. */
export function asideBook(book: DayBook): DayBook {
  return { day: book.day, close: () => book.close(), write: (entry) => book.write({ ...entry, aside: 'b' }) };
}
