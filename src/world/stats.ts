import type { Clock, Day } from '#base';
import { attainableTally, type AttainableFigures } from './attainable-tally.ts';
import { liveClosedLoop, type LoopOptions } from './closed-loop.ts';
import type { TruthRow } from './truth.ts';

export interface StatsOptions extends LoopOptions {
  /** Measures the speed; it changes nothing else. */
  readonly clock: Clock;
  readonly onProgress?: (progress: { done: number; total: number; day: Day; applications: number }) => void;
}

/** The figures of a market under a plain lender, beside which its pack is judged. */
export interface WorldStats {
  readonly packHash: string;
  readonly days: number;
  readonly applications: number;
  readonly applicationsPerPersonYear: number;
  readonly approvalRate: number;
  readonly loans: number;
  /** Share of due instalments of current loans that were unpaid the day after. */
  readonly d1EntryRate: number;
  /** Share of loans past their first 90 days after a due day that were ever 90 days late. */
  readonly ever90Rate: number;
  readonly fraudShare: number;
  readonly defaultRateIfGranted: number;
  readonly attainable: AttainableFigures;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly personMonthsPerMinute: number;
  readonly seconds: number;
}

/** Lives the market and counts. */
export function worldStats(options: StatsOptions): WorldStats {
  const started = options.clock.now();
  const tally = attainableTally();
  const sums = { applications: 0, frauds: 0, bads: 0 };
  const loop = liveClosedLoop(options);
  let next = loop.next();
  for (; !next.done; next = loop.next()) {
    const { day, done, total, truth } = next.value;
    for (const row of truth) count(row);
    options.onProgress?.({ done, total, day, applications: sums.applications });
  }
  const figures = next.value;
  const seconds = Math.max(1, options.clock.now() - started) / 1000;
  return {
    ...{ packHash: figures.packHash, days: figures.days, applications: sums.applications, loans: figures.loans },
    applicationsPerPersonYear: (sums.applications / options.people) * (365 / figures.days),
    approvalRate: ratio(figures.approved, sums.applications),
    d1EntryRate: ratio(figures.enteredD1, figures.dueInstalments),
    ever90Rate: ratio(figures.ever90, figures.seasoned),
    fraudShare: ratio(sums.frauds, sums.applications),
    defaultRateIfGranted: ratio(sums.bads, sums.applications),
    attainable: tally.figures(),
    events: figures.events,
    eventsPerSecond: Math.round(figures.events / seconds),
    personMonthsPerMinute: Math.round((options.people * options.months * 60) / seconds),
    seconds,
  };

  function count(row: TruthRow): void {
    tally.add(row);
    sums.applications++;
    sums.frauds += row.fraudForm === '' ? 0 : 1;
    sums.bads += row.defaultsIfGranted;
  }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
