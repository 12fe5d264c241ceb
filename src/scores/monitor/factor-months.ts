import { log } from '#base';
import { psiAgainst, psiBaseline, type PsiBaseline } from '#learn';
import { float64Column, quantiles } from '#table';
import { missingShare } from './baseline.ts';
import { PSI_NOISE, psiNoise } from './noise.ts';

/** A factor at the instants of many decisions. */
export interface FactorRows {
  readonly values: Float64Array;
  /** Which month a row is of; months need not be in order. */
  readonly months: Int32Array;
  /** 1 or 0 where the outcome is known and its whole horizon is over, NaN elsewhere. */
  readonly labels: Float64Array;
}

/** How a factor was distributed in a month, and what it told. */
export interface FactorMonth {
  readonly month: number;
  readonly rows: number;
  /** Share of rows without a value. */
  readonly missing: number;
  /** 5th, 25th, 50th, 75th and 95th percentile of the values; NaN when there is none. */
  readonly quantiles: readonly number[];
  /** Against the first month with {@link LEAST_ROWS} rows; undefined there, before it, and for months with fewer rows. */
  readonly psi: number | undefined;
  /** What chance alone would hardly exceed. */
  readonly noise: number | undefined;
  readonly labelled: number;
  readonly events: number;
  /** Information value less that of chance; undefined with fewer than {@link LEAST_OF_CLASS} of either outcome. */
  readonly iv: number | undefined;
}

/** Rows below which a month is compared with nothing. */
const LEAST_ROWS = 100;
/** Events, and others, below which an information value says nothing. */
const LEAST_OF_CLASS = 10;

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** A factor month by month; bins of PSI and information value are those of the baseline month. Cost: one sort a month. */
export function factorMonths(rows: FactorRows): FactorMonth[] {
  const months = [...new Set(rows.months)].sort((a, b) => a - b);
  const parts = months.map((month) => part(rows, month));
  const first = parts.findIndex(({ values }) => values.length >= LEAST_ROWS);
  const baseline = first < 0 ? undefined : psiBaseline(parts[first]?.values ?? new Float64Array());
  return parts.map(({ month, values, labels }, place) => {
    const compared = place > first && values.length >= LEAST_ROWS ? baseline : undefined;
    const events = labels.reduce((sum, label) => sum + (label === 1 ? 1 : 0), 0);
    const labelled = labels.reduce((sum, label) => sum + (label === label ? 1 : 0), 0);
    return {
      month,
      rows: values.length,
      missing: missingShare(values),
      quantiles: [...quantiles(float64Column(values), SHARES)],
      psi: compared && psiAgainst(compared, values).psi,
      noise: compared && psiNoise(compared, values.length, PSI_NOISE.factor),
      labelled,
      events,
      iv: baseline && informationValue(baseline, { values, labels }),
    };
  });
}

function part({ values, months, labels }: FactorRows, month: number) {
  const isOf = (_: number, row: number): boolean => months[row] === month;
  return { month, values: values.filter(isOf), labels: labels.filter(isOf) };
}

/**
 * Sum of (good share - bad share) ln(good share / bad share) over the bins (missing values have one of their own), half a row
 * added to each, less what bins of chance would show: (bins - 1) (1 / bads + 1 / goods). Not below zero.
 */
function informationValue(
  baseline: PsiBaseline,
  { values, labels }: Pick<FactorRows, 'values' | 'labels'>,
): number | undefined {
  const goods = values.filter((_, row) => labels[row] === 0);
  const bads = values.filter((_, row) => labels[row] === 1);
  if (goods.length < LEAST_OF_CLASS || bads.length < LEAST_OF_CLASS) return undefined;
  const [good, bad] = [goods, bads].map((some) => psiAgainst(baseline, some).bins);
  let [iv, used] = [0, 0];
  good?.forEach(({ actual }, bin) => {
    const other = bad?.[bin]?.actual ?? actual;
    iv += (actual - other) * log(actual / other);
    used++;
  });
  return Math.max(0, iv - (used - 1) * (1 / bads.length + 1 / goods.length));
}
