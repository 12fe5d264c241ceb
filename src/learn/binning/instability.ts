import { log } from '#base';

/** Rows of a variable with their period and pre-bin (-1 = not in any). */
export interface PeriodRows {
  readonly prebin: Int32Array;
  readonly prebins: number;
  /** A period number per row, from 0. */
  readonly periods: Int32Array;
  readonly label: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** Added to shares so that an absent bin is a large shift, not an infinite one. */
const SMOOTHING = 1e-4;

/**
 * What counts against a run of pre-bins: `strength` x (its part of the population stability index of a period against
 * all periods, averaged over periods + its value x the share of periods in which the sign of its weight of evidence is
 * not that of all periods).
 */
export function instabilityOf(
  rows: PeriodRows,
  strength: number,
): (start: number, end: number, value: number) => number {
  const periods = rows.periods.reduce((most, period) => Math.max(most, period + 1), 0);
  const sums = periodSums(rows, periods);
  const stride = rows.prebins + 1;
  const run = (of: Float64Array, period: number, range: readonly [number, number]): number =>
    (of[period * stride + range[1] + 1] as number) - (of[period * stride + range[0]] as number);
  return (start, end, value) => {
    const range = [start, end] as const;
    const whole = [0, rows.prebins - 1] as const;
    let [shift, flips, seen] = [0, 0, 0];
    const parts = (period: number): { events: number; total: number; share: number; side: number } => {
      const [events, total] = [run(sums.events, period, range), run(sums.total, period, range)];
      const [allEvents, all] = [run(sums.events, period, whole), run(sums.total, period, whole)];
      return { events, total, share: (total + SMOOTHING * all) / all, side: events * all - allEvents * total };
    };
    const overall = parts(periods);
    for (let period = 0; period < periods; period++) {
      if (run(sums.total, period, whole) === 0) continue;
      const part = parts(period);
      shift += (part.share - overall.share) * log(part.share / overall.share);
      if (part.side * overall.side < 0) flips++;
      seen++;
    }
    return (strength * (shift + flips * value)) / seen;
  };
}

/** Prefix sums over pre-bins, one line per period and a last one for all. */
function periodSums(rows: PeriodRows, periods: number): { events: Float64Array; total: Float64Array } {
  const stride = rows.prebins + 1;
  const sums = { events: new Float64Array((periods + 1) * stride), total: new Float64Array((periods + 1) * stride) };
  const add = (of: Float64Array, at: number, amount: number): void => {
    of[at] = (of[at] as number) + amount;
  };
  for (let row = 0; row < rows.prebin.length; row++) {
    const bin = rows.prebin[row] as number;
    if (bin < 0) continue;
    const weight = rows.weights?.[row] ?? 1;
    for (const line of [rows.periods[row] as number, periods]) {
      add(sums.total, line * stride + bin + 1, weight);
      add(sums.events, line * stride + bin + 1, weight * (rows.label[row] as number));
    }
  }
  for (const of of [sums.events, sums.total]) {
    for (let at = 0; at < of.length; at++) if (at % stride !== 0) of[at] = (of[at] as number) + (of[at - 1] as number);
  }
  return sums;
}
