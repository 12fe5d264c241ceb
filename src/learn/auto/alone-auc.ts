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
