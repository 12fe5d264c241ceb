import { TallyError } from './errors.ts';
import { divideRounded, type Rounding } from './money.ts';

/** A decimal rate as an integer of billionths: 0.24 is 240_000_000n. Exact where a float is not. */
export type Rate = bigint & { readonly __brand: 'Rate' };

export const RATE_ONE = 1_000_000_000n as Rate;

/**
 * Reads a decimal such as `0.0825` with at most nine decimals.
 *
 * @throws TallyError `BASE_RATE_INVALID` for anything else.
 */
export function parseRate(text: string): Rate {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) {
    throw new TallyError('BASE_RATE_INVALID', `"${text}" is not a decimal rate`, {
      hint: 'write 0.24 for 24 %, with at most nine decimals',
    });
  }
  const size = BigInt(match[2] ?? '0') * RATE_ONE + BigInt((match[3] ?? '').padEnd(9, '0'));
  return (match[1] === '-' ? -size : size) as Rate;
}

/** A rate from basis points: 2400 is 24 %. */
export function rateFromBps(bps: number): Rate {
  return (BigInt(bps) * 100_000n) as Rate;
}

/** The rate as a float, for models and charts only, never for money. */
export function rateToNumber(rate: Rate): number {
  return Number(rate) / 1e9;
}

/** `0.24` of 240_000_000n, without trailing zeros. */
export function formatRate(rate: Rate): string {
  const sign = rate < 0n ? '-' : '';
  const size = rate < 0n ? -rate : rate;
  const decimals = String(size % RATE_ONE)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${size / RATE_ONE}${decimals ? `.${decimals}` : ''}`;
}

/** amount x rate x numerator / denominator, rounded once at the end: interest for 31 of 365 days is one call. */
export function applyRate(
  amountMinor: bigint,
  rate: Rate,
  fraction: { readonly numerator: number; readonly denominator: number; readonly rounding?: Rounding },
): bigint {
  const numerator = amountMinor * rate * BigInt(fraction.numerator);
  return divideRounded(numerator, RATE_ONE * BigInt(fraction.denominator), fraction.rounding);
}
