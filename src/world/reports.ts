import { exp } from '#base';
import { reportOf, type BureauReport } from './bureau.ts';
import type { Country } from './country.ts';
import { accountOf, nationalIdOf, phoneOf, shopOf } from './identifiers.ts';
import { at, clamp } from './random.ts';
import { MINUTE, type Visit } from './visit.ts';

/** The credit bureau answers about the applicant. */
export function writeBureau(country: Country, { person, book, at: when }: Visit): BureauReport {
  const report = reportOf(country.people, person, book.day);
  book.write({
    kind: 'bureau.reported',
    at: when - 2 * MINUTE,
    source: 'vendor:bureau',
    identifiers: [
      { kind: 'national_id', value: nationalIdOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
    ],
    data: { ...report },
  });
  return report;
}

const shopCategories = ['food', 'clothing', 'electronics', 'household', 'beauty', 'toys'];

/** The sales platform reports on the applicant's shop. Returns the praise rate it told. */
export function writeShop(country: Country, { person, book, at: when, rng }: Visit): number {
  const { people } = country;
  const season = 1 + 0.25 * (((Math.floor(book.day / 30) + person) % 12) / 6 - 1);
  const turnover =
    at(people.turnoverMinor, person) * season * at(people.incomeFactor, person) * exp(0.1 * rng.normal());
  const praiseRate = Math.round(clamp(at(people.praise, person), 0.3, 1) * 1000) / 1000;
  book.write({
    kind: 'shop.reported',
    at: when - MINUTE,
    source: 'vendor:sales-platform',
    identifiers: [
      { kind: 'shop', value: shopOf(country, person) },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: {
      category: shopCategories[person % shopCategories.length],
      region: `region-${country.places[at(people.place, person)]?.region ?? 0}`,
      goods: 10 + (person % 300),
      orders30d: Math.round(turnover / 12_000),
      turnover30dMinor: Math.round(turnover),
      praiseRate,
      depositMinor: 100_000 * (1 + (person % 10)),
      ageMonths: Math.floor((book.day - at(people.shopOpened, person)) / 30.4),
    },
  });
  return praiseRate;
}
