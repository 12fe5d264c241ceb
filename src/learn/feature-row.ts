import type { Feature } from './feature.ts';

/**
 * Encodes named values as a row that `Model.score` takes: numbers as they are, categories as their index, whatever is
 * absent, null or unknown as NaN. Writes into `out` when given, so that online serving need not allocate.
 *
 * @example
 * model.score(featureRow(model.features, { age: 31, job: 'clerk' }));
 */
export function featureRow(
  features: readonly Feature[],
  values: Readonly<Record<string, number | string | null | undefined>>,
  out: Float64Array = new Float64Array(features.length),
): Float64Array {
  for (let f = 0; f < features.length; f++) {
    const feature = features[f] as Feature;
    const value = values[feature.name] ?? null;
    out[f] =
      value === null ? NaN : feature.kind === 'number' ? Number(value) : codeOf(feature.categories, String(value));
  }
  return out;
}

function codeOf(categories: readonly string[], text: string): number {
  const index = categories.indexOf(text);
  return index === -1 ? NaN : index;
}
