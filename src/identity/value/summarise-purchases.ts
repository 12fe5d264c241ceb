import { TallyError } from '#base';
import type { PurchaseSummary } from './purchase-summary.ts';

/** Purchases as they happened: whose, on which day, how much. */
export interface PurchaseLog {
  /** Number of the customer, 0 to customers - 1. */
  readonly customer: Int32Array;
  readonly customers: number;
  /** Days since 1970-01-01. */
  readonly day: Int32Array;
  readonly amount?: Float64Array | undefined;
}

export interface SummaryOptions {
  /** The last day that was watched; later purchases do not count. Default: the last day of the log. */
  readonly until?: number | undefined;
  /** Days in a unit of time: 1 day, 7 week, ... */
  readonly unitDays: number;
}

/** A summary and which customer each row is; customers without a purchase up to the end have none. */
export interface SummarisedPurchases extends PurchaseSummary {
  readonly customer: Int32Array;
}

/**
 * Sums purchases up per customer: purchases of one day are one, the first does not count, amounts are means over the days of
 * the repeats (Fader and Hardie's conventions).
 *
 * @throws TallyError `IDENTITY_VALUE_SUMMARY` when no purchase falls into the time watched.
 */
export function summarisePurchases(log: PurchaseLog, options: SummaryOptions): SummarisedPurchases {
  const until = options.until ?? log.day.reduce((last, day) => Math.max(last, day), -Infinity);
  const order = [...log.day.keys()].filter((row) => (log.day[row] as number) <= until);
  order.sort((a, b) => (log.day[a] as number) - (log.day[b] as number) || a - b);
  const days = new Int32Array(log.customers);
  const first = new Int32Array(log.customers);
  const last = new Int32Array(log.customers);
  const spent = new Float64Array(log.customers);
  for (const row of order) {
    const who = log.customer[row] as number;
    const day = log.day[row] as number;
    if (days[who] === 0) first[who] = day;
    if (days[who] === 0 || last[who] !== day) days[who] = (days[who] as number) + 1;
    last[who] = day;
    if (day !== first[who]) spent[who] = (spent[who] as number) + (log.amount?.[row] ?? 0);
  }
  const kept = [...days.keys()].filter((who) => (days[who] as number) > 0);
  if (kept.length === 0) {
    throw new TallyError('IDENTITY_VALUE_SUMMARY', 'no purchase falls into the time watched', {
      hint: 'check the dates and the end of the watch',
    });
  }
  const of = (value: (who: number) => number): Float64Array => Float64Array.from(kept, value);
  const repeats = (who: number): number => (days[who] as number) - 1;
  return {
    customer: Int32Array.from(kept),
    frequency: of(repeats),
    recency: of((who) => ((last[who] as number) - (first[who] as number)) / options.unitDays),
    age: of((who) => (until - (first[who] as number)) / options.unitDays),
    monetary: log.amount === undefined ? undefined : of((who) => (spent[who] as number) / Math.max(1, repeats(who))),
  };
}
