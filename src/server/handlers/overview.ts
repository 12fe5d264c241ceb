import { formatDay, formatInstant, formatMonth, monthOfDay, type z } from '#base';
import { LENDING_SLOT, type DayMetric } from '#lend';
import { forTenant } from '#store';
import type { overview } from '../api/overview.ts';
import type { Call, ServerPorts } from '../http/context.ts';
import type { MarketView } from '../http/market.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { ratio, wireMoney } from '../views/money-view.ts';
import { auditChange } from './audit-change.ts';
import { modelView } from '../views/model-view.ts';
import { experimentOf } from './models.ts';
import { bookBalances, metricSums, portfolioCurrency, today } from './portfolio.ts';

type Overview = z.infer<typeof overview>;

const FUNNEL: readonly (readonly [string, DayMetric])[] = [
  ['click', 'ads_clicked'],
  ['search', 'searches'],
  ['registration', 'registrations'],
  ['application', 'applications'],
  ['approval', 'approved'],
  ['loan', 'loans'],
  ['repaid', 'settled'],
];

/** The live numbers of the home page; also sent as server-sent events. */
export async function readOverview({ market, platform }: ServerPorts, tenant: Tenant): Promise<Overview> {
  const now = today(tenant);
  const currency = portfolioCurrency(tenant);
  const [recent, thisDay, trend] = await Promise.all([
    metricSums(tenant, now - 29, now),
    metricSums(tenant, now, now),
    monthTrend(tenant),
  ]);
  const { total, late90 } = bookBalances(tenant);
  const { policies } = tenant.engine.ports;
  const test = policies.running(LENDING_SLOT) ?? policies.experiments().at(-1);
  const decided = (recent.approved ?? 0) + (recent.declined ?? 0) + (recent.referred ?? 0);
  return {
    at: formatInstant(platform.ports.clock.now()),
    market: market.view(),
    funnel: FUNNEL.map(([stage, metric]) => ({ stage, count: recent[metric] ?? 0 })),
    today: {
      applications: thisDay.applications ?? 0,
      approved: thisDay.approved ?? 0,
      loans: thisDay.loans ?? 0,
      disbursed: wireMoney(thisDay.disbursed_minor ?? 0, currency),
    },
    outstanding: wireMoney(total, currency),
    approvalRate: ratio(recent.approved ?? 0, decided),
    d1EntryRate: ratio(recent.instalments_unpaid ?? 0, recent.instalments_due ?? 0),
    share90: ratio(late90, total),
    models: tenant.registry
      .list()
      .filter(({ stage }) => stage !== 'retired')
      .map(modelView),
    experiment: test === undefined ? null : experimentOf(test),
    trend,
  };
}

interface TrendRow {
  readonly day: number;
  readonly metric: DayMetric;
  readonly value: number;
}

async function monthTrend(tenant: Tenant): Promise<Overview['trend']> {
  const rows = await forTenant(tenant.engine.ports.db, tenant.id).query<TrendRow>(
    `select day, metric, value from day_metric
     where tenant = $1 and metric in ('applications', 'approved', 'instalments_due', 'instalments_unpaid') order by day`,
  );
  const months = [...new Set(rows.map(({ day }) => monthOfDay(day)))];
  const sum = (month: number, metric: DayMetric): number =>
    rows
      .filter((row) => row.metric === metric && monthOfDay(row.day) === month)
      .reduce((total, { value }) => total + value, 0);
  return {
    labels: months.map(formatMonth),
    applications: months.map((month) => sum(month, 'applications')),
    approved: months.map((month) => sum(month, 'approved')),
    d1EntryRate: months.map((month) => ratio(sum(month, 'instalments_unpaid'), sum(month, 'instalments_due'))),
  };
}

export function getOverview({ ports, tenant }: Call): Promise<Overview> {
  return readOverview(ports, tenant);
}

interface MarketChange {
  readonly paused?: boolean | undefined;
  readonly daysPerMinute?: number | undefined;
}

export async function setMarket(call: Call<unknown, unknown, MarketChange>): Promise<MarketView> {
  const view = call.ports.market.set(call.body);
  await auditChange(call, {
    action: 'market.changed',
    subject: `market:${view.day ?? formatDay(0)}`,
    detail: view.state,
  });
  return view;
}
