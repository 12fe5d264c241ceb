import { enquire, liveDay, visit } from '../activity.ts';
import { apply } from '../apply.ts';
import { failuresOf } from '../bureau.ts';
import { keepBooks } from '../books/keep-books.ts';
import type { DayBook } from '../day-book.ts';
import { segment } from '../people.ts';
import { liveMonth } from '../month.ts';
import { changeCard, writeChange } from '../papers/cards.ts';
import { at } from '../random.ts';
import { deedsOf, openSeason, removeMember, type Deed, type Quarter } from './quarter.ts';
import { blank } from './recruit-group.ts';

/** Payments of a loan that failed, after which nobody plays his part any more. */
const BROKEN = 3;

/** What the people of the quarter do of themselves and by their parts; answers and plans of the day are done before. */
export function liveQuarter(quarter: Quarter, book: DayBook): void {
  const { market, guises } = quarter;
  const { country } = market;
  openSeason(quarter, book.day);
  for (let row = (book.day - country.startDay) % 30; row < country.people.size; row += 30) {
    if (guises[row] === undefined) continue;
    liveMonth(country, row, book.day);
    changeCard(country, row, book);
  }
  liveDay(market, book);
  for (const deed of deedsOf(quarter, book.day)) act(quarter, deed, book);
  keepBooks(country, book);
}

function act(quarter: Quarter, { row, act: { kind }, place }: Deed, book: DayBook): void {
  const { market, guises } = quarter;
  const { country } = market;
  const guise = guises[row];
  if (guise === undefined) return;
  const rng = country.rng.fork('deed', `${country.people.serial[row]}:${place}`);
  const at9 = (8 + 13 * rng.uniform()) * 3_600_000;
  switch (kind) {
    case 'borrow':
      return rehearse(quarter, row, book);
    case 'apply':
      if (failuresOf(country.people, row, book.day) >= BROKEN) return;
      if (guise.birth.isBlank === true) blank(country, row, book.day - 20);
      return apply(market, row, book);
    case 'visit':
      return visit(country, row, { book, rng });
    case 'enquire':
      return enquire(country, row, { book, rng });
    case 'max-out':
      country.people.utilisation[row] = 0.97 + 0.03 * rng.uniform();
      country.people.outstandingMinor[row] = at(country.people.outstandingMinor, row) * 1.5 + 1_000_000;
      return;
    case 'change-card':
      return writeChange(country, row, { book, at: at9, field: 'payout_card' });
    case 'change-password':
      return writeChange(country, row, { book, at: at9, field: 'password' });
    case 'move':
      return removeMember(country, row, guise);
  }
}

/* A small loan in his own name and on his own telephone. */
function rehearse(quarter: Quarter, row: number, book: DayBook): void {
  const { people } = quarter.market.country;
  const kind = at(people.segment, row);
  people.segment[row] = segment.ordinary;
  quarter.isRehearsing = true;
  apply(quarter.market, row, book);
  quarter.isRehearsing = false;
  people.segment[row] = kind;
}
