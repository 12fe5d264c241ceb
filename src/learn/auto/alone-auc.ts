import type { Feature } from '../feature.ts';
import { auc } from '../metric/auc.ts';
import { pickRows } from '../target-rows.ts';

/** The AUC of one encoded column, at least 0.5: numbers rank by their value, categories and missing values by their event rate in other rows. */
export function aloneAuc({ kind }: Feature, values: Float64Array, label: Float64Array): number {
  if (kind === 'number') {
    const present = new Int32Array(values.length).map((_, row) => row).filter((row) => values[row] === values[row]);
    const labels = pickRows(label, present);
    if (!labels.includes(0) || !labels.includes(1)) return 0.5;
    const area = auc(labels, pickRows(values, present));
    return Math.max(area, 1 - area);
  }
  // Each half of the rows is ranked by the event rates of the other half: a rare category must not tell its own label.
  const rate = label.reduce((sum, y) => sum + y, 0) / label.length;
  const rates = [ratesOf(values, label, { half: 0, rate }), ratesOf(values, label, { half: 1, rate })] as const;
  const scores = values.map((value, row) => (row % 2 === 0 ? rates[1] : rates[0])(value));
  return Math.max(0.5, auc(label, scores));
}

/** Smoothed event rate by value in every second row. */
function ratesOf(
  values: Float64Array,
  label: Float64Array,
  { half, rate }: { readonly half: 0 | 1; readonly rate: number },
): (value: number) => number {
  const [sums, counts] = [new Map<number, number>(), new Map<number, number>()];
  for (let row = half; row < values.length; row += 2) {
    const value = values[row] as number;
    sums.set(value, (sums.get(value) ?? 0) + (label[row] as number));
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return (value) => ((sums.get(value) ?? 0) + 10 * rate) / ((counts.get(value) ?? 0) + 10);
}

/**
 * How much a column tells by itself, fast enough for very many columns: of numbers the absolute correlation with the
 * label of their value or of being missing, of categories what {@link aloneAuc} is above a half, doubled.
 */
export function quickStrength(feature: Feature, values: Float64Array, label: Float64Array): number {
  if (feature.kind === 'category') return 2 * aloneAuc(feature, values, label) - 1;
  const isMissing = (value: number): boolean => value !== value;
  const present = correlation(values, label, (value) => (isMissing(value) ? undefined : value));
  if (!values.some(isMissing)) return present;
  return Math.max(
    present,
    correlation(values, label, (value) => (isMissing(value) ? 1 : 0)),
  );
}

function correlation(values: Float64Array, label: Float64Array, of: (value: number) => number | undefined): number {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = of(values[row] as number);
    if (value === undefined) continue;
    n++;
    x += value;
    xx += value * value;
    y += label[row] as number;
    xy += value * (label[row] as number);
  }
  const spread = Math.sqrt(Math.max(0, (xx / n - (x / n) ** 2) * (y / n) * (1 - y / n)));
  return spread > 0 ? Math.abs(xy / n - (x / n) * (y / n)) / spread : 0;
}
