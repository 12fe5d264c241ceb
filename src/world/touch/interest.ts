import type { Rng } from '#base';
import type { DayBook } from '../day-book.ts';
import type { WorldIdentifier } from '../event.ts';
import { pick } from '../random.ts';

interface Browsing {
  readonly book: DayBook;
  /** When the visit began, milliseconds into the day. */
  readonly start: number;
  readonly rng: Rng;
  readonly identifiers: readonly WorldIdentifier[];
}

const products = ['cash-loan', 'shop-loan', 'card', 'instalment'];
const origins = ['search', 'feed', 'home', 'calculator'];
const RATE = 0.02;

/** Products looked at and instalments calculated on a visit. */
export function writeInterest({ book, start, rng, identifiers }: Browsing): void {
  if (rng.chance(0.08)) {
    book.write({
      kind: 'product.viewed',
      aside: true,
      at: start + 60_000,
      source: 'app',
      identifiers,
      data: {
        productId: products[pick([6, 1, 2, 2], rng.uniform())],
        origin: origins[pick([4, 3, 2, 1], rng.uniform())],
        dwellS: Math.round(25 * rng.exponential()),
        scrollPercent: Math.min(100, Math.round(45 * rng.exponential())),
      },
    });
  }
  if (!rng.chance(0.05)) return;
  const amountMinor = 100_000 * (1 + rng.below(30));
  const termMonths = 3 * (1 + rng.below(4));
  book.write({
    kind: 'calculator.used',
    aside: true,
    at: start + 180_000,
    source: 'app',
    identifiers,
    data: {
      amountMinor,
      termMonths,
      instalmentMinor: Math.round(amountMinor / termMonths + amountMinor * RATE * 0.6),
      changes: rng.poisson(2),
    },
  });
}
