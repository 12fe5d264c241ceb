import { TallyError } from '#base';
import { bitAt } from './bitmap.ts';
import type { Column } from './column.ts';

/**
 * Quantiles of the present values, linear between order statistics (type 7 of Hyndman and Fan, as R and NumPy do);
 * NaN when no value is present.
 *
 * @throws TallyError `TABLE_QUANTILE` when a share is outside 0 to 1 or the column holds texts.
 */
export function quantiles(column: Column, shares: readonly number[]): Float64Array {
  const wrong = shares.find((share) => !(share >= 0 && share <= 1));
  if (wrong !== undefined || column.kind === 'string') {
    const what = column.kind === 'string' ? 'texts have no quantiles' : `${wrong} is no share`;
    throw new TallyError('TABLE_QUANTILE', what, { hint: 'use numbers or dates, and shares from 0 to 1' });
  }
  const present = Float64Array.from(column.values)
    .filter((_, row) => bitAt(column.validity, row))
    .sort();
  return Float64Array.from(shares, (share) => {
    const at = share * (present.length - 1);
    const low = Math.floor(at);
    const [a, b] = [present[low] ?? NaN, present[Math.min(low + 1, present.length - 1)] ?? NaN];
    return a + (at - low) * (b - a);
  });
}
