import type { Rng } from '#base';
import type { Country } from '../country.ts';
import { opaque, strangerNumber } from '../identifiers.ts';
import { surnames } from '../names.ts';
import { cardNamed } from '../papers/cards.ts';
import { companyNamed } from '../papers/write-papers.ts';
import type { Act, Guise } from './guise.ts';
import type { PlantedPattern } from './pattern.ts';

/** Days of a season: its people are recruited on the first and act by the last but a few. */
export const SEASON_DAYS = 182;

/** What a person is and plays; the rest of his guise follows from his group. */
export type Part = Omit<Guise, 'pattern' | 'group' | 'lookAlike' | 'camouflaged'>;

/** A group that plays together, and one of its members. */
export interface Role {
  readonly country: Country;
  readonly member: number;
  readonly size: number;
  readonly camouflaged: boolean;
  /** Draws of the member. */
  readonly rng: Rng;
  /** The same draws for every member. */
  readonly shared: Rng;
  /** The number of the group's town. */
  readonly place: number;
  /** First network number of the group. */
  readonly network: number;
  /** Numbers, cards and companies of the group, by name. */
  phone(name: string): string;
  card(name: string): string;
  company(name: string): string;
  key(name: string): string;
  /** A number below `n` that the group has drawn for that purpose; it moves no other draw. */
  number(name: string, n: number): number;
  surname(): string;
}

/** A kind of group: how large, how often, and who plays what. */
export interface Cast {
  readonly size: readonly [number, number];
  /** Members per member of the fraud; 1 for the fraud itself. */
  readonly ratio: number;
  play(role: Role): Part;
}

/** The fraud of a pattern and the honest groups that resemble it. */
export interface Script {
  readonly pattern: PlantedPattern;
  readonly fraud: Cast;
  readonly lookAlikes: readonly Cast[];
}

export interface RoleOf {
  readonly country: Country;
  readonly id: string;
  readonly member: number;
  readonly size: number;
  readonly camouflaged: boolean;
  readonly place: number;
  readonly network: number;
}

export function roleOf({ id, country, ...rest }: RoleOf): Role {
  const name = (kind: string, what: string): string => `${kind}:${id}:${what}`;
  return {
    ...rest,
    country,
    rng: country.rng.fork('member', `${id}:${rest.member}`),
    shared: country.rng.fork('ensemble', id),
    phone: (what) => strangerNumber(parseInt(opaque(country, name('phone', what)).slice(-8), 16)),
    card: (what) => cardNamed(country, name('card', what)),
    company: (what) => companyNamed(country, name('company', what)),
    key: (what) => name('key', what),
    number: (what, n) => country.rng.fork('ensemble-number', name(what, '')).below(n),
    surname: () => surnames[country.rng.fork('surname', id).below(surnames.length)] ?? '王',
  };
}

/** One day of the season on which he applies. */
export function applyOn(day: number): Act[] {
  return [{ day: Math.min(SEASON_DAYS - 12, Math.max(1, Math.floor(day))), kind: 'apply' }];
}

/** A value with that probability, nothing otherwise. */
export function maybe<T extends object>(rng: Rng, probability: number, value: T): T | Record<string, never> {
  return rng.chance(probability) ? value : {};
}

/** Uniform between two bounds. */
export function between(rng: Rng, low: number, high: number): number {
  return low + (high - low) * rng.uniform();
}
