import { formatMonth, monthOfDay, type Day } from '#base';
import { forTenant, type Database } from '#store';

/** The loans of a tape that were made (or, without that date, applied for) in a month, by outcome. */
export interface TapeVintage {
  /** `2018-03`, or null for loans without a date. */
  readonly month: string | null;
  readonly loans: number;
  readonly good: number;
  readonly bad: number;
  readonly unknown: number;
  /** In minor units; null when no amount is known. */
  readonly amountMinor: number | null;
}

interface DayRow {
  readonly day: Day | null;
  readonly loans: number;
  readonly good: number;
  readonly bad: number;
  readonly amount_minor: number | null;
}

/** Vintages of a tape, earliest first, loans without a date last. */
export async function tapeVintages(db: Database, tenant: string, tape: string): Promise<TapeVintage[]> {
  const rows = await forTenant(db, tenant).query<DayRow>(
    `select coalesce(disbursed_on, applied_on) as day, count(*)::int4 as loans, sum(amount_minor)::int8 as amount_minor,
       count(*) filter (where outcome = 'good')::int4 as good, count(*) filter (where outcome = 'bad')::int4 as bad
     from tape_loan where tenant = $1 and tape_id = $2 group by 1 order by 1 nulls last`,
    [tape],
  );
  const months = new Map<string | null, TapeVintage>();
  for (const { day, loans, good, bad, amount_minor } of rows) {
    const month = day === null ? null : formatMonth(monthOfDay(day));
    const sofar = months.get(month) ?? { month, loans: 0, good: 0, bad: 0, unknown: 0, amountMinor: null };
    months.set(month, {
      month,
      loans: sofar.loans + loans,
      good: sofar.good + good,
      bad: sofar.bad + bad,
      unknown: sofar.unknown + loans - good - bad,
      amountMinor: amount_minor === null ? sofar.amountMinor : (sofar.amountMinor ?? 0) + amount_minor,
    });
  }
  return [...months.values()];
}
