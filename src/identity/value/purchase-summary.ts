import { TallyError } from '#base';

/**
 * Customers' purchases in the form of Fader and Hardie: repeats (purchases after the first), when the last one was and how
 * long the customer has been one, both since the first purchase in one unit of time. Equal customers may be one row with a weight.
 */
export interface PurchaseSummary {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** How many customers each row stands for; absent: one. */
  readonly weight?: Float64Array | undefined;
  /** Mean amount of the repeats; absent when unknown. */
  readonly monetary?: Float64Array | undefined;
}

/** One customer of a {@link PurchaseSummary}. */
export interface Purchases {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
}

/** @throws TallyError `IDENTITY_VALUE_SUMMARY` with the first row that cannot be: negative, or later than the age. */
export function requireSummary({ frequency, recency, age }: PurchaseSummary): void {
  if (frequency.length === 0) throw wrong('there is no customer');
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row] as number;
    const last = recency[row] as number;
    const now = age[row] as number;
    if (!(x >= 0 && last >= 0 && last <= now && Number.isFinite(x) && Number.isFinite(now))) {
      throw wrong(`row ${row + 1} has frequency ${x}, recency ${last}, age ${now}`);
    }
    if (x === 0 && last !== 0) throw wrong(`row ${row + 1} has no repeat and yet a last one at ${last}`);
  }
}

function wrong(message: string): TallyError {
  return new TallyError('IDENTITY_VALUE_SUMMARY', message, {
    hint: 'frequency counts purchases after the first, and 0 <= recency <= age',
  });
}

/** Rows that are equal become one with a weight, in order of first appearance; fits then cost less. */
export function collapse(summary: PurchaseSummary): PurchaseSummary & { readonly weight: Float64Array } {
  const rows = new Map<string, { row: number; weight: number }>();
  for (let row = 0; row < summary.frequency.length; row++) {
    const key = `${summary.frequency[row]} ${summary.recency[row]} ${summary.age[row]}`;
    const weight = summary.weight?.[row] ?? 1;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { row, weight });
    else known.weight += weight;
  }
  const kept = [...rows.values()];
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, ({ row }) => values[row] as number);
  return {
    frequency: pick(summary.frequency),
    recency: pick(summary.recency),
    age: pick(summary.age),
    weight: Float64Array.from(kept, ({ weight }) => weight),
  };
}
