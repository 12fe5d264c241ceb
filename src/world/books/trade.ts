import { exp, type Rng } from '#base';
import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import { accountOf, shopOf } from '../identifiers.ts';
import { at, bits, purpose } from '../random.ts';
import { roundShare } from '../signals.ts';
import { shareOfForm, shopFormsOf } from './sham.ts';

/** A shop on a day. */
export interface Trading {
  readonly person: number;
  readonly book: DayBook;
  readonly rng: Rng;
}

const BUYERS = 4_000;
/** Helpers of a shop that feigns orders; it has few. */
const HELPERS = 9;
const channels = ['web', 'app', 'live', 'store'];
const categories = ['food', 'clothing', 'electronics', 'household', 'beauty', 'toys'];

function shopIds(country: Country, person: number): { kind: 'shop' | 'account'; value: string }[] {
  return [
    { kind: 'shop', value: shopOf(country, person) },
    { kind: 'account', value: accountOf(country, person) },
  ];
}

/** True in the four weeks of the year in which a shop sells cheaply. */
function isPromotion({ seed, people }: Country, person: number, day: number): boolean {
  return (Math.floor(day / 7) + (bits(seed, purpose.trade, at(people.serial, person), 0) % 13)) % 13 === 0;
}

/** Orders of the day. Orders without goods weigh nothing, cost full price, leave at once and never come back. */
export function writeOrders(country: Country, { person, book, rng }: Trading): void {
  const { shopLookAlike } = shopFormsOf(country, person);
  const sham = shareOfForm(country, person, 'brushed');
  const promoted = isPromotion(country, person, book.day);
  const samples = promoted && shopLookAlike === 'brushed';
  const orders = rng.poisson(0.11 * (promoted ? 2 : 1));
  for (let n = 0; n < orders; n++) {
    const feigned = shopLookAlike === '' && rng.chance(sham);
    const light = feigned || rng.chance(samples ? 0.4 : 0.03);
    const items = feigned ? 1 + rng.below(2) : 1 + rng.poisson(1.5);
    const discount = !feigned && promoted ? 0.15 + 0.35 * rng.uniform() : 0.08 * rng.uniform();
    const buyer = feigned ? `${person}-${rng.below(HELPERS)}` : String(rng.below(BUYERS));
    book.write({
      kind: 'erp.order_recorded',
      aside: true,
      at: (7 + 16 * rng.uniform()) * 3_600_000,
      source: 'vendor:erp',
      identifiers: shopIds(country, person),
      data: {
        buyer: `b-${buyer}`,
        channel: channels[rng.below(channels.length)],
        items,
        amountMinor: Math.round(items * 8_000 * exp(0.5 * rng.normal()) * (1 - discount)),
        discountShare: roundShare(discount),
        parcelGrams: Math.round((light ? 45 : 350 * items) * exp((light ? 0.2 : 0.5) * rng.normal())),
        shipHours: feigned ? rng.below(6) : 2 + rng.poisson(20),
        shipped: rng.chance(0.98),
        returned: !feigned && rng.chance(0.07),
      },
    });
  }
}

/** Invoices of the day. Those to oneself go to young firms at the shop's own address. */
export function writeInvoices(country: Country, { person, book, rng }: Trading): void {
  const { shopForm } = shopFormsOf(country, person);
  const share = shareOfForm(country, person, 'self-invoiced');
  const invoices = rng.poisson(0.07);
  for (let n = 0; n < invoices; n++) {
    const own = rng.chance(Math.max(0.03, share));
    const feigned = own && shopForm === 'self-invoiced';
    const amount = at(country.people.turnoverMinor, person) * 0.3 * exp(0.5 * rng.normal());
    const amountMinor = feigned ? 100_000 * Math.max(1, Math.round(amount / 100_000)) : Math.round(amount);
    book.write({
      kind: 'invoice.issued',
      aside: true,
      at: (8 + 10 * rng.uniform()) * 3_600_000,
      source: 'vendor:invoices',
      identifiers: shopIds(country, person),
      data: {
        buyer: own ? `f-${person}-${rng.below(2)}` : `f-${rng.below(BUYERS)}`,
        buyerAgeMonths: feigned ? rng.below(16) : rng.below(150),
        buyerSharesAddress: own,
        category: categories[(person + (rng.chance(0.2) ? 1 : 0)) % categories.length],
        amountMinor,
        taxMinor: Math.round(amountMinor * (rng.chance(0.7) ? 0.03 : 0.01)),
        cancelled: rng.chance(feigned ? 0.12 : 0.03),
      },
    });
  }
}

/** The tax return of three months: what was really earned. */
export function writeTaxReturn(country: Country, { person, book, rng }: Trading): void {
  const { people } = country;
  const declared = Math.round(
    3 * at(people.turnoverMinor, person) * at(people.incomeFactor, person) * (0.6 + 0.4 * rng.uniform()),
  );
  const isNil = rng.chance(0.04);
  book.write({
    kind: 'tax.filed',
    aside: true,
    at: (8 + 9 * rng.uniform()) * 3_600_000,
    source: 'vendor:tax',
    identifiers: shopIds(country, person),
    data: {
      declaredTurnoverMinor: isNil ? 0 : declared,
      taxPaidMinor: isNil ? 0 : Math.round(declared * 0.02 * (0.8 + 0.4 * rng.uniform())),
      employees: bits(country.seed, purpose.trade, at(people.serial, person), 1) % 6,
      lateDays: rng.chance(0.1) ? 1 + rng.poisson(6) : 0,
    },
  });
}
