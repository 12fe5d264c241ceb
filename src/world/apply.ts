import { exp } from '#base';
import { arrive } from './arrival.ts';
import { sharesAccount } from './books/keep-books.ts';
import { writeStatement } from './books/statement.ts';
import type { Country } from './country.ts';
import type { DayBook } from './day-book.ts';
import { showEvidence, type Evidence } from './evidence.ts';
import { warm } from './heat.ts';
import { homeNetworkIndex } from './identifiers.ts';
import type { Market } from './market.ts';
import { writePapers } from './papers/write-papers.ts';
import { at } from './random.ts';
import { writeBureau, writeShop } from './reports.ts';
import { writePhoneProfile } from './signals.ts';
import { submit } from './submission.ts';
import { decideFate, viewOf } from './verdict.ts';
import { ageOf, MINUTE, type Visit } from './visit.ts';
import { writeDeviceProfile } from './touch/device-profile.ts';
import { writeFormDetails } from './touch/form-details.ts';
import { writeLocation } from './touch/location.ts';
import { wishOf, type Wish } from './wish.ts';

/** Person `person` applies today: every signal on the way, the application itself, and its hidden fate. */
export function apply(market: Market, person: number, book: DayBook): void {
  const { country, state } = market;
  const number = ++state.applications;
  const rng = country.rng.fork('application', number);
  const atNight = rng.chance(Math.min(0.8, 1.3 * at(country.people.nightHabit, person)));
  const hour = atNight ? rng.uniform() * 5 + 0.6 : 8 + rng.uniform() * 14;
  const visit: Visit = { person, number, at: Math.floor(hour * 60 * MINUTE), atNight, rng, book };
  const evidence = gather(market, visit);
  arrive(country, visit, evidence);
  const nightShare = writePhoneProfile(country, person, { book, at: visit.at - 4 * MINUTE, rng, evidence });
  const report = writeBureau(country, visit);
  const wish = wishOf(country, visit);
  const praiseRate = wish.productId === 'shop-loan' ? writeShop(country, visit) : 0;
  const fieldsRevisited = rng.poisson(exp(0.35 + 0.3 * at(country.people.impulse, person)));
  submit(country, visit, { evidence, wish, fieldsRevisited });
  touch(country, visit, { evidence, wish });
  const view = viewOf(country, visit, { report, wish, nightShare, praiseRate, fieldsRevisited });
  decideFate(market, visit, { evidence, view, wish });
  country.people.lastApplication[person] = book.day;
}

/* What else the visit leaves behind, drawn from streams of its own. */
function touch(country: Country, visit: Visit, { evidence, wish }: { evidence: Evidence; wish: Wish }): void {
  const { person, number, book } = visit;
  writeFormDetails(country, visit, wish);
  writePapers(country, visit, wish);
  writeDeviceProfile(country, visit, evidence);
  const seen = country.rng.fork('seen', number);
  writeLocation(country, person, { book, at: visit.at - 9 * MINUTE, rng: seen, proxy: evidence.proxy });
  if (!sharesAccount(country, person)) return;
  writeStatement(country, person, { book, at: visit.at - 3 * MINUTE, rng: country.rng.fork('statement', number) });
}

function gather({ country, state }: Market, { person, rng, book }: Visit): Evidence {
  const networkBucket = warm(state.networkHeat, homeNetworkIndex(country, person), book.day);
  const cellBucket = warm(state.cellHeat, at(country.people.cell, person), book.day);
  const young = ageOf(country, person, book.day) < 29;
  return showEvidence(country, person, { day: book.day, rng, young, networkBucket, cellBucket });
}
