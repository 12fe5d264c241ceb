import { dayOfInstant, formatMonth, monthOfDay } from '#base';
import { take, type Frame } from '#table';
import type { Model } from '../estimator.ts';
import { auc } from '../metric/auc.ts';
import { characteristicStability } from '../metric/csi.ts';
import { psi } from '../metric/psi.ts';
import { pickRows } from '../target-rows.ts';
import type { JudgedPart } from './report-data.ts';

/** One month against the rows that the model learnt from (or the first month). */
export interface MonthStability {
  readonly month: string;
  readonly rows: number;
  readonly eventRate: number;
  readonly meanScore: number;
  /** Null when the month has a single outcome. */
  readonly auc: number | null;
  readonly psi: number;
  /** The features that moved most (CSI). */
  readonly features: readonly { readonly name: string; readonly csi: number }[];
}

const MOST_MONTHS = 36;
const DAY = 86_400_000;

/** PSI of the score and CSI of the features by month. */
export function stabilityOf(
  model: Model,
  {
    frame,
    label,
    scores,
    dates,
    train,
  }: JudgedPart & { readonly dates: Float64Array; readonly train: Frame | undefined },
): MonthStability[] {
  const names = periodNames(dates);
  const periods = [...new Set(names)].sort().slice(-MOST_MONTHS);
  const rowsOf = (period: string): Int32Array => Int32Array.from(names.keys()).filter((row) => names[row] === period);
  const base = train ?? take(frame, rowsOf(periods[0] as string));
  const before = model.predict(base);
  return periods.map((month) => {
    const rows = rowsOf(month);
    const [own, labels] = [pickRows(scores, rows), pickRows(label, rows)];
    const moved = characteristicStability(base, take(frame, rows), model.features).slice(0, 5);
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      month,
      rows: rows.length,
      eventRate: mean(labels),
      meanScore: mean(own),
      auc: labels.includes(0) && labels.includes(1) ? auc(labels, own) : null,
      psi: psi(before, own).psi,
      features: moved.map(({ feature, psi: csi }) => ({ name: feature, csi })),
    };
  });
}

/** Months of instants, or tenths of the range of other numbers. */
function periodNames(dates: Float64Array): string[] {
  const sorted = dates.slice().sort();
  const [first, last] = [sorted[0] as number, sorted.at(-1) as number];
  if (last > 1e10) return Array.from(dates, monthOf);
  const isDays = last > 3_000 && last < 80_000;
  if (isDays) return Array.from(dates, (day) => monthOf(day * DAY));
  if (new Set(dates).size <= MOST_MONTHS) return Array.from(dates, (value) => String(value).padStart(6, ' '));
  const width = (last - first) / 10;
  return Array.from(dates, (value) => `part ${Math.min(9, Math.floor((value - first) / width))}`);
}

/** Civil month of an instant in UTC. */
function monthOf(instant: number): string {
  return formatMonth(monthOfDay(dayOfInstant(instant)));
}
