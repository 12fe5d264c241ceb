import type { WireMoney } from '#base';

/** Wire money from a column of minor units. */
export function wireMoney(amountMinor: number, currency: string): WireMoney {
  return { amountMinor, currency };
}

/** NaN and infinities as null: JSON knows neither. */
export function finiteOrNull(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value;
}

/** A share, or null where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
