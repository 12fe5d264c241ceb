import { dayOfInstant, formatMonth, monthOfDay } from '#base';
import { take, type Frame } from '#table';
import type { Model } from '../estimator.ts';
import { auc } from '../metric/auc.ts';
import { characteristicStability } from '../metric/csi.ts';
import { psi } from '../metric/psi.ts';
import { pickRows } from '../target-rows.ts';
import type { JudgedPart } from './report-data.ts';

/** One month, or another period, against the rows that the model learnt from (or the first month). */
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
/** Larger numbers are milliseconds since 1970. */
const LEAST_INSTANT = 1e10;

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

/** Least rows of a period on average: below, PSI is noise. */
const LEAST_ROWS = 50;

/** Months of instants, or quarters or years where months are too thin; tenths of the rows for other numbers. */
function periodNames(dates: Float64Array): string[] {
  const sorted = dates.slice().sort();
  if ((sorted.at(-1) as number) > LEAST_INSTANT) {
    const months = Array.from(dates, monthOf);
    const quarters = months.map((month) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`);
    const years = months.map((month) => month.slice(0, 4));
    const isThick = (names: readonly string[]): boolean => names.length / new Set(names).size >= LEAST_ROWS;
    return [months, quarters].find(isThick) ?? years;
  }
  const limits = Array.from({ length: 9 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / 10)] as number);
  return Array.from(dates, (value) => {
    const tenth = limits.filter((limit) => limit <= value).length;
    return String(tenth === 0 ? sorted[0] : limits[tenth - 1]).padStart(6, ' ');
  });
}

/** Civil month of an instant in UTC. */
function monthOf(instant: number): string {
  return formatMonth(monthOfDay(dayOfInstant(instant)));
}
