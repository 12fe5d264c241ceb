import type { Rng } from '#base';
import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import { accountOf, deviceOf } from '../identifiers.ts';
import { cellOf, formatCell } from '../places.ts';
import { at, bits, pick, purpose } from '../random.ts';

const KM_A_DEGREE = 111;
/** Of a thousand people so many let the app see where they are. */
const SHARING = 280;
const places = ['home', 'work', 'other'] as const;

interface Seen {
  readonly book: DayBook;
  readonly at: number;
  readonly rng: Rng;
  /** The session comes through a proxy: mock locations go with it. */
  readonly proxy: boolean;
}

/** Where the app sees somebody who lets it: at home, at work (a place of his own), or elsewhere. */
export function writeLocation(country: Country, person: number, { book, at: when, rng, proxy }: Seen): void {
  const { people, seed } = country;
  const serial = at(people.serial, person);
  if (bits(seed, purpose.sharing, serial, 3) % 1000 >= SHARING) return;
  const place = places[pick([6, 2.5, 1.5], rng.uniform())] ?? 'home';
  const work = country.rng.fork('workplace', serial);
  const [km, turn] = place === 'work' ? [6 * work.exponential(), work.uniform()] : awayOf(place, rng);
  const latitude = at(people.latitude, person) + (km / KM_A_DEGREE) * (2 * turn - 1);
  const longitude = at(people.longitude, person) + (km / KM_A_DEGREE) * (turn < 0.5 ? 2 * turn : 2 - 2 * turn);
  book.write({
    kind: 'location.observed',
    aside: true,
    at: when,
    source: 'app',
    identifiers: [
      { kind: 'device', value: deviceOf(country, person) },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: {
      place,
      cell: formatCell(cellOf(latitude, longitude)),
      latitude: Math.round(latitude * 1e5) / 1e5,
      longitude: Math.round(longitude * 1e5) / 1e5,
      accuracyM: 5 + Math.round(25 * rng.exponential()),
      mock: rng.chance(proxy ? 0.15 : 0.01),
      kmFromHome: Math.round(10 * km) / 10,
    },
  });
}

function awayOf(place: string, rng: Rng): [number, number] {
  if (place === 'home') return [0, 0.5];
  return [(rng.chance(0.05) ? 150 : 8) * rng.exponential(), rng.uniform()];
}
