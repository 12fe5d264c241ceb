import type { EncodedFrame } from '../feature.ts';
import { weightedMedian } from './terms.ts';

/** The usual row: weighted median of each number, the weightiest category (missing where nothing is known). */
export function referenceRow(encoded: EncodedFrame, weights: Float64Array): Float64Array {
  return Float64Array.from(encoded.features, (feature, f) => {
    const values = encoded.columns[f] as Float64Array;
    return feature.kind === 'number' ? weightedMedian(values, weights) : weightiest(values, weights);
  });
}

function weightiest(values: Float64Array, weights: Float64Array): number {
  const mass = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value === value) mass.set(value, (mass.get(value) ?? 0) + (weights[row] as number));
  }
  let best = NaN;
  let most = -1;
  for (const [value, sum] of [...mass].sort(([a], [b]) => a - b)) if (sum > most) [best, most] = [value, sum];
  return best;
}
