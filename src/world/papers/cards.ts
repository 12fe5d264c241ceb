import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import { accountOf, opaque } from '../identifiers.ts';
import { appearanceOf } from '../planted/stage.ts';
import { at, bits, purpose } from '../random.ts';

/** How long people keep a bank card, days. */
const LIFE = [800, 1600, 3000] as const;

function lifeOf({ seed, people }: Country, person: number): { life: number; phase: number } {
  const draw = bits(seed, purpose.card, at(people.serial, person), 0);
  const life = LIFE[draw % 3] ?? 1600;
  return { life, phase: (draw >>> 4) % life };
}

function generationOf(country: Country, person: number, day: number): number {
  const { life, phase } = lifeOf(country, person);
  return Math.floor((day + phase) / life);
}

/** Digest of the card that the person has paid out to. */
export function cardOf(country: Country, person: number, day: number): string {
  const { card } = appearanceOf(country, person);
  if (card !== undefined) return card;
  return cardNamed(country, `${country.people.serial[person]}:${generationOf(country, person, day)}`);
}

/** Digest of a card by any name. */
export function cardNamed(country: Country, name: string): string {
  return `card-${opaque(country, `card:${name}`)}`;
}

/** The month of a customer: the rare one who has a new card or password says so. */
export function changeCard(country: Country, person: number, book: DayBook): void {
  if (at(country.people.registered, person) === 0) return;
  const draw = bits(country.seed, purpose.card, at(country.people.serial, person), book.day);
  if (generationOf(country, person, book.day) !== generationOf(country, person, book.day - 30)) {
    writeChange(country, person, { book, at: 9 * 3_600_000 + (draw % 36_000_000), field: 'payout_card' });
  } else if (draw % 100 === 0) {
    writeChange(country, person, { book, at: 9 * 3_600_000 + ((draw >>> 8) % 36_000_000), field: 'password' });
  }
}

/** A customer has a new card or password. */
export function writeChange(
  country: Country,
  person: number,
  { book, at: when, field }: { book: DayBook; at: number; field: 'payout_card' | 'password' },
): void {
  const card = field === 'payout_card' ? { card: cardOf(country, person, book.day) } : {};
  book.write({
    kind: 'account.changed',
    aside: 'b',
    at: when,
    source: 'app',
    identifiers: [{ kind: 'account', value: accountOf(country, person) }],
    data: { field, ...card },
  });
}
