import { TallyError } from './errors.ts';
import { z } from './schema.ts';

/** An exact amount in minor units (cents, fen) of an ISO 4217 currency. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** How a half is rounded: `half-even` (bankers') is the default of the loan maths. */
export type Rounding = 'half-even' | 'half-up' | 'down' | 'up';

/** Money on the wire: `{ "amountMinor": 10050, "currency": "CNY" }`, an integer of at most 2^53 - 1 in size. */
export const moneySchema = z.strictObject({
  amountMinor: z.int().describe('minor units: cents, fen'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY'),
});

export type WireMoney = z.infer<typeof moneySchema>;

/** `money(10050, 'CNY')` is 100.50 yuan. */
export function money(amountMinor: bigint | number, currency: string): Money {
  return { amountMinor: BigInt(amountMinor), currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency === b.currency) return;
  throw new TallyError('BASE_MONEY_CURRENCY', `cannot combine ${a.currency} with ${b.currency}`, {
    hint: 'convert one of them first',
  });
}

export function addMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { amountMinor: a.amountMinor + b.amountMinor, currency: a.currency };
}

export function subtractMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { amountMinor: a.amountMinor - b.amountMinor, currency: a.currency };
}

/**
 * Splits an amount in proportion to whole weights; the parts always add up to the whole. What rounding leaves goes to
 * the largest remainders, ties to the earlier part (Hamilton's method).
 */
export function splitMinor(amountMinor: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new TallyError('BASE_MONEY_SPLIT', 'weights must be non-negative with a positive sum');
  }
  const parts = weights.map((weight) => (amountMinor * weight) / total);
  const remainders = weights.map((weight, index) => ({ index, rest: (amountMinor * weight) % total }));
  let left = amountMinor - parts.reduce((sum, part) => sum + part, 0n);
  const step = left < 0n ? -1n : 1n;
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest * step > b.rest * step ? -1 : 1));
  for (const { index } of remainders) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + step;
    left -= step;
  }
  return parts;
}

/** Integer division with the given rounding; the divisor must be positive. */
export function divideRounded(numerator: bigint, divisor: bigint, rounding: Rounding = 'half-even'): bigint {
  const quotient = numerator / divisor;
  const rest = numerator % divisor;
  if (rest === 0n || rounding === 'down') return quotient;
  const away = numerator < 0n ? -1n : 1n;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const up = rounding === 'up' || twice > divisor || (twice === divisor && roundsHalfAway(quotient, rounding));
  return up ? quotient + away : quotient;
}

function roundsHalfAway(quotient: bigint, rounding: Rounding): boolean {
  return rounding === 'half-up' || quotient % 2n !== 0n;
}

/**
 * The wire form of money.
 *
 * @throws TallyError `BASE_MONEY_RANGE` beyond 2^53 - 1 minor units.
 */
export function moneyToWire({ amountMinor, currency }: Money): WireMoney {
  return { amountMinor: minorToNumber(amountMinor), currency };
}

/** Minor units as a safe integer, for typed columns and JSON. */
export function minorToNumber(amountMinor: bigint): number {
  const value = Number(amountMinor);
  if (Number.isSafeInteger(value)) return value;
  throw new TallyError('BASE_MONEY_RANGE', `${amountMinor} minor units do not fit the wire format`, {
    hint: 'amounts on the wire are at most 9007199254740991 minor units',
  });
}

/** Money from its wire form. */
export function moneyFromWire(wire: WireMoney): Money {
  return money(wire.amountMinor, wire.currency);
}

/** `100.50 CNY`, for people; two decimals unless the currency has others. */
export function formatMoney({ amountMinor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const text = String(amountMinor < 0n ? -amountMinor : amountMinor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${sign}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''} ${currency}`;
}

/** Decimals of the currency (ISO 4217): 0 for JPY, 3 for KWD, mostly 2. */
export function currencyDigits(currency: string): number {
  if (['JPY', 'KRW', 'VND', 'CLP', 'XOF', 'XAF', 'UGX', 'PYG', 'ISK'].includes(currency)) return 0;
  return ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].includes(currency) ? 3 : 2;
}
