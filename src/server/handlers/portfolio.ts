import { dayOfInstant, formatDay, formatMonth, monthOfDay, parseDay, type Day, type z } from '#base';
import { dayMetricNames, outstandingMinor, type DayMetric } from '#lend';
import { forTenant } from '#store';
import type { portfolioRoutes } from '../api/portfolio.ts';
import type { Call } from '../http/context.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { ratio, wireMoney } from '../views/money-view.ts';

type SeriesQuery = typeof portfolioRoutes.series extends { query?: z.ZodType<infer Q> } ? Q : never;
type Sums = Readonly<Partial<Record<DayMetric, number>>>;

/** Currency of the portfolio's totals: that of the products. */
export function portfolioCurrency({ engine }: Tenant): string {
  return engine.ports.products[0]?.currency ?? 'CNY';
}

export function today({ engine }: Tenant): Day {
  return dayOfInstant(engine.ports.clock.now());
}

/** Sums of the day counters over the days from `from` to `to`, both included. */
export async function metricSums(tenant: Tenant, from: Day, to: Day): Promise<Sums> {
  const rows = await forTenant(tenant.engine.ports.db, tenant.id).query<{ metric: DayMetric; value: number }>(
    'select metric, sum(value)::int8 as value from day_metric where tenant = $1 and day between $2 and $3 group by metric',
    [from, to],
  );
  return Object.fromEntries(rows.map(({ metric, value }) => [metric, value]));
}

/** Balance of the open book by delinquency, from memory. */
export function bookBalances({ engine }: Tenant): {
  readonly total: number;
  readonly late30: number;
  readonly late90: number;
} {
  let [total, late30, late90] = [0, 0, 0];
  for (const loan of engine.ports.book.open()) {
    const open = outstandingMinor(loan);
    total += open;
    if (loan.dpd >= 30) late30 += open;
    if (loan.dpd >= 90) late90 += open;
  }
  return { total, late30, late90 };
}

export async function portfolioSummary({ tenant }: Call) {
  const currency = portfolioCurrency(tenant);
  const now = today(tenant);
  const [all, recent] = await Promise.all([metricSums(tenant, 0, now), metricSums(tenant, now - 29, now)]);
  const { total, late30, late90 } = bookBalances(tenant);
  const decided = (recent.approved ?? 0) + (recent.declined ?? 0) + (recent.referred ?? 0);
  const loans = recent.loans ?? 0;
  return {
    asOf: formatDay(now),
    loansOpen: tenant.engine.ports.book.size,
    outstanding: wireMoney(total, currency),
    disbursed: wireMoney(all.disbursed_minor ?? 0, currency),
    interestReceived: wireMoney(all.interest_minor ?? 0, currency),
    chargedOff: wireMoney(all.charged_off_minor ?? 0, currency),
    d1EntryRate: ratio(recent.instalments_unpaid ?? 0, recent.instalments_due ?? 0),
    share30: ratio(late30, total),
    share90: ratio(late90, total),
    approvalRate: ratio(recent.approved ?? 0, decided),
    costPerLoan: loans === 0 ? null : wireMoney(Math.round((recent.ad_cost_minor ?? 0) / loans), currency),
  };
}

export async function portfolioSeries({ tenant, query }: Call<unknown, SeriesQuery>) {
  const from = query.from === undefined ? 0 : parseDay(query.from);
  const to = query.to === undefined ? today(tenant) : parseDay(query.to);
  const read = forTenant(tenant.engine.ports.db, tenant.id);
  const rows = await read.query<{ day: number; metric: DayMetric; value: number }>(
    'select day, metric, value from day_metric where tenant = $1 and day between $2 and $3 order by day',
    [from, to],
  );
  const place = query.by === 'month' ? monthOfDay : (day: Day) => day;
  const places = [...new Set(rows.map(({ day }) => place(day)))];
  const index = new Map(places.map((at, i) => [at, i]));
  const metrics = Object.fromEntries(dayMetricNames.map((name) => [name, places.map(() => 0)]));
  for (const { day, metric, value } of rows) {
    const list = metrics[metric];
    const i = index.get(place(day));
    if (list !== undefined && i !== undefined) list[i] = (list[i] ?? 0) + value;
  }
  const balances = query.by === 'month' ? await monthBalances(tenant) : new Map<number, number>();
  return {
    labels: places.map(query.by === 'month' ? formatMonth : formatDay),
    metrics,
    outstandingMinor: places.map((at) => balances.get(at) ?? null),
  };
}

async function monthBalances(tenant: Tenant): Promise<Map<number, number>> {
  const rows = await forTenant(tenant.engine.ports.db, tenant.id).query<{ month: number; balance: number }>(
    'select month, sum(outstanding_minor)::int8 as balance from loan_month where tenant = $1 group by month',
  );
  return new Map(rows.map(({ month, balance }) => [month, balance]));
}

interface VintageRow {
  readonly disbursed_day: number;
  readonly bad_day: number;
  readonly loans: number;
  readonly principal: number;
}

/** Vintages: of the loans of a month, the share that was ever `dpd` days past due, by full months on book. */
export async function portfolioVintages({ tenant, query }: Call<unknown, { dpd: number }>) {
  const column = query.dpd === 90 ? 'first_non_performing_day' : 'first_bad_day';
  const rows = await forTenant(tenant.engine.ports.db, tenant.id).query<VintageRow>(
    `select disbursed_day, ${column} as bad_day, count(*)::int4 as loans, sum(principal_minor)::int8 as principal
     from loan where tenant = $1 group by disbursed_day, ${column}`,
  );
  const lastMonth = monthOfDay(today(tenant));
  const months = [...new Set(rows.map(({ disbursed_day }) => monthOfDay(disbursed_day)))].sort((a, b) => a - b);
  return {
    dpd: query.dpd,
    vintages: months.map((month) => {
      const mine = rows.filter(({ disbursed_day }) => monthOfDay(disbursed_day) === month);
      const loans = mine.reduce((sum, row) => sum + row.loans, 0);
      const badBy = (onBook: number): number =>
        mine
          .filter(({ bad_day }) => bad_day >= 0 && monthOfDay(bad_day) <= month + onBook)
          .reduce((sum, row) => sum + row.loans, 0);
      return {
        month: formatMonth(month),
        loans,
        principalMinor: mine.reduce((sum, row) => sum + row.principal, 0),
        badShare: Array.from({ length: lastMonth - month + 1 }, (_, onBook) => badBy(onBook) / loans),
      };
    }),
  };
}

const BUCKETS = ['current', '1-29', '30-59', '60-89', '90+', 'settled', 'charged off'] as const;

/** Roll rates: how loans moved between delinquency buckets from one month end to the next. */
export async function portfolioRollRates({ tenant }: Call) {
  const bucket = (
    alias: string,
  ): string => `case when ${alias}.status = 'charged_off' then 6 when ${alias}.dpd >= 90 then 4
    when ${alias}.dpd >= 60 then 3 when ${alias}.dpd >= 30 then 2 when ${alias}.dpd >= 1 then 1 else 0 end`;
  const rows = await forTenant(tenant.engine.ports.db, tenant.id).query<{
    source: number;
    target: number;
    loans: number;
  }>(
    `select ${bucket('a')} as source,
       case when b.loan_id is not null then ${bucket('b')} when l.status = 'settled' then 5 else 6 end as target,
       count(*)::int4 as loans
     from loan_month a
     join loan l on l.tenant = a.tenant and l.loan_id = a.loan_id
     left join loan_month b on b.tenant = a.tenant and b.loan_id = a.loan_id and b.month = a.month + 1
     where a.tenant = $1 and a.status = 'active'
       and a.month < (select max(month) from loan_month where tenant = $1)
     group by 1, 2`,
  );
  const counts = BUCKETS.slice(0, 5).map(() => BUCKETS.map(() => 0));
  for (const { source, target, loans } of rows) {
    const line = counts[source];
    if (line !== undefined) line[target] = (line[target] ?? 0) + loans;
  }
  const rates = counts.map((line) => {
    const total = line.reduce((sum, value) => sum + value, 0);
    return line.map((value) => (total === 0 ? 0 : value / total));
  });
  return { buckets: [...BUCKETS], counts, rates };
}
