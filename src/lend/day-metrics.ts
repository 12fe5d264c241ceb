import type { Day } from '#base';
import { rowWrite, type UnitPart } from '#store';
import { dayMetricTable } from './tables.ts';

/** What is counted each day. `…_minor` are amounts, all others counts. */
export const dayMetricNames = [
  'ads_shown',
  'ads_clicked',
  'ad_cost_minor',
  'searches',
  'registrations',
  'sessions',
  'applications',
  'approved',
  'declined',
  'referred',
  'accepted',
  'loans',
  'disbursed_minor',
  'instalments_due',
  'instalments_unpaid',
  'payments',
  'paid_minor',
  'interest_minor',
  'settled',
  'charged_off',
  'charged_off_minor',
  'frauds_confirmed',
  'events',
] as const;

export type DayMetric = (typeof dayMetricNames)[number];

/** Adds up counters in memory until they are handed to a unit. */
export interface DayMetrics {
  add(day: Day, metric: DayMetric, value?: number): void;
  part(): UnitPart;
}

export function createDayMetrics(tenant: string): DayMetrics {
  let pending = new Map<Day, Map<DayMetric, number>>();
  return {
    add(day, metric, value = 1) {
      const counters = pending.get(day) ?? new Map<DayMetric, number>();
      pending.set(day, counters);
      counters.set(metric, (counters.get(metric) ?? 0) + value);
    },
    part() {
      const rows = [...pending].flatMap(([day, counters]) =>
        [...counters].map(([metric, value]) => ({ day, metric, value })),
      );
      pending = new Map();
      return { writes: [rowWrite({ table: dayMetricTable, mode: 'add', rows, tenant })] };
    },
  };
}
