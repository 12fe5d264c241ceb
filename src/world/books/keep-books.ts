import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import { employment } from '../people.ts';
import { at, bits, purpose } from '../random.ts';
import { writeStatement } from './statement.ts';
import { writeInvoices, writeOrders, writeTaxReturn } from './trade.ts';

/** Of a thousand people so many share their account, and of a thousand shop owners account and books. */
const SHARING = 100;
const SHARING_OWNERS = 700;
const MONTH = 30;

/** Whether somebody shares what his bank, and if he trades his books, say. */
export function sharesAccount({ seed, people }: Country, person: number): boolean {
  const share = at(people.employment, person) === employment.shopOwner ? SHARING_OWNERS : SHARING;
  return bits(seed, purpose.sharing, at(people.serial, person), 0) % 1000 < share;
}

/** Statements of those whose month ends today, and the day's trade, of everybody who is registered and shares. */
export function keepBooks(country: Country, book: DayBook): void {
  const { people, startDay } = country;
  const { registered, size } = people;
  const age = book.day - startDay;
  for (let i = 0; i < size; i++) {
    if (registered[i] !== 1) continue;
    const isMonthEnd = age % MONTH === i % MONTH;
    const trades = people.employment[i] === employment.shopOwner;
    if ((!isMonthEnd && !trades) || !sharesAccount(country, i)) continue;
    const rng = country.rng.fork('books', at(people.serial, i) * 65_536 + age);
    if (isMonthEnd) writeStatement(country, i, { book, at: 6 * 3_600_000 + (i % 997) * 1000, rng });
    if (!trades) continue;
    writeOrders(country, { person: i, book, rng });
    writeInvoices(country, { person: i, book, rng });
    if (isMonthEnd && Math.floor(age / MONTH) % 3 === 0) writeTaxReturn(country, { person: i, book, rng });
  }
}
