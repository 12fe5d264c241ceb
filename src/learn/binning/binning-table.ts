import { log } from '#base';
import { binNames, ordinaryBins, type Binning } from './binning.ts';
import { divergences } from './divergence.ts';

/** One bin of a binning table. */
export interface BinningRow {
  readonly bin: string;
  readonly kind: 'ordinary' | 'special' | 'missing';
  readonly count: number;
  /** Share of all rows. */
  readonly share: number;
  readonly events: number;
  readonly nonEvents: number;
  /** 0 in an empty bin. */
  readonly eventRate: number;
  /** ln(share of all non-events / share of all events); 0 when the bin lacks either. */
  readonly woe: number;
  readonly iv: number;
  readonly js: number;
}

/** Weight of evidence and divergence of every bin, and their totals. */
export interface BinningTable {
  readonly rows: readonly BinningRow[];
  readonly count: number;
  readonly events: number;
  readonly eventRate: number;
  /** Information value: sum over bins. */
  readonly iv: number;
  /** Jensen-Shannon divergence in nats. */
  readonly js: number;
  /** Gini coefficient of the bins ranked by event rate: 2 AUC - 1. */
  readonly gini: number;
  /** Largest distance of the cumulated shares of events and others, bins ranked by event rate. */
  readonly ks: number;
}

/** The table of a binning: counts, event rate, weight of evidence, information value. */
export function binningTable(binning: Binning): BinningTable {
  const { others } = binning;
  const names = binNames(binning);
  const woe = binWoe(binning);
  const total = totalsOf(binning);
  const smoothing = binning.isSeparated ? 0.5 : 0;
  const rows = binning.events.map((e, k): BinningRow => {
    const o = others[k] as number;
    const half = isOrdinary(binning, k) ? smoothing : 0;
    const [p, q] = [(e + half) / total.events, (o + half) / total.others];
    return {
      bin: names[k] as string,
      kind: kindOf(binning, k),
      count: e + o,
      share: (e + o) / (total.events + total.others),
      events: e,
      nonEvents: o,
      eventRate: e + o > 0 ? e / (e + o) : 0,
      woe: woe[k] as number,
      iv: divergences.iv(p, q),
      js: divergences.js(p, q),
    };
  });
  const count = total.events + total.others;
  return {
    rows,
    count,
    events: total.events,
    eventRate: total.events / count,
    iv: rows.reduce((sum, row) => sum + row.iv, 0),
    js: rows.reduce((sum, row) => sum + row.js, 0),
    ...separation(rows, total),
  };
}

/** Weight of evidence of every bin: ln(share of all non-events / share of all events), 0 when the bin lacks either. */
export function binWoe(binning: Binning): Float64Array {
  const total = totalsOf(binning);
  const smoothing = binning.isSeparated ? 0.5 : 0;
  return Float64Array.from(binning.events, (events, k) => {
    const half = isOrdinary(binning, k) ? smoothing : 0;
    const [e, o] = [events + half, (binning.others[k] as number) + half];
    return e > 0 && o > 0 ? log((o * total.events) / (e * total.others)) : 0;
  });
}

function isOrdinary(binning: Binning, k: number): boolean {
  return k < ordinaryBins(binning);
}

function kindOf(binning: Binning, k: number): BinningRow['kind'] {
  if (isOrdinary(binning, k)) return 'ordinary';
  return k === binning.events.length - 1 ? 'missing' : 'special';
}

function totalsOf({ events, others }: Binning): { events: number; others: number } {
  const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
  return { events: sum(events), others: sum(others) };
}

function separation(
  rows: readonly BinningRow[],
  total: { events: number; others: number },
): Pick<BinningTable, 'gini' | 'ks'> {
  const ranked = rows.filter(({ count }) => count > 0).sort((a, b) => b.eventRate - a.eventRate);
  let [events, others, area, ks] = [0, 0, 0, 0];
  for (const row of ranked) {
    area += row.nonEvents * (events + row.events / 2);
    events += row.events;
    others += row.nonEvents;
    ks = Math.max(ks, Math.abs(events / total.events - others / total.others));
  }
  return { gini: (2 * area) / (total.events * total.others) - 1, ks };
}
