import { ageOf } from '../visit.ts';
import type { Country } from '../country.ts';
import { employments, housings } from '../people.ts';
import { regions } from '../places.ts';
import { at } from '../random.ts';

/** What an advertiser can know of a person, as codes into {@link profileFields}. */
export interface Profile {
  readonly audience: number;
  readonly ageBand: number;
  readonly region: number;
  readonly device: number;
}

const ageBands = [
  { from: 18, name: '18-24' },
  { from: 25, name: '25-29' },
  { from: 30, name: '30-34' },
  { from: 35, name: '35-44' },
  { from: 45, name: '45-54' },
  { from: 55, name: '55+' },
] as const;

/** The values of each field of a profile, by code. */
export const profileFields: Readonly<Record<keyof Profile, readonly string[]>> = {
  audience: employments.flatMap((job) => housings.map((housing) => `${job}/${housing}`)),
  ageBand: ageBands.map(({ name }) => name),
  region: regions.map(({ name }) => name),
  device: ['android', 'android-tablet', 'iphone'],
};

/** One handset model in so many is a tablet. */
const TABLET_EVERY = 8;

/** The profile of a person on a day: work and housing, age, province, kind of device; nothing of the hidden segment. */
export function profileOf(country: Country, person: number, day: number): Profile {
  const { people, places } = country;
  const age = ageOf(country, person, day);
  const isAndroid = at(people.android, person) === 1;
  return {
    audience: at(people.employment, person) * housings.length + at(people.housing, person),
    ageBand: Math.max(
      0,
      ageBands.findLastIndex(({ from }) => age >= from),
    ),
    region: places[at(people.place, person)]?.region ?? 0,
    device: isAndroid ? Number(at(people.model, person) % TABLET_EVERY === 0) : 2,
  };
}
