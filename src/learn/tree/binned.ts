import type { EncodedFrame } from '../feature.ts';
import { cutPoints } from './cut-points.ts';
import type { Arena } from './kernels.ts';

/** Training columns as bins, column-major. Feature f has `binCounts[f]` bins and after them the bin of missing values. */
export interface BinnedMatrix {
  readonly rows: number;
  /** One byte per row and feature. */
  readonly columns: readonly Uint8Array[];
  readonly binCounts: Int32Array;
  /** First histogram slot (in bins) of each feature; the last entry is the total. */
  readonly offsets: Int32Array;
  /** Cut points of numeric features, empty for categorical ones. */
  readonly cuts: readonly Float64Array[];
  /** 1 where the feature is categorical: bin = category index. */
  readonly categorical: Uint8Array;
}

export interface BinningOptions {
  readonly weights: Float64Array | undefined;
  readonly maxBins: number;
  /** Where the columns of bins are made. */
  readonly arena: Arena;
}

/** Bins an encoded training frame; quantiles are weighted when weights are given. */
export function binMatrix(encoded: EncodedFrame, { weights, maxBins, arena }: BinningOptions): BinnedMatrix {
  const { features, rows } = encoded;
  const categorical = Uint8Array.from(features, ({ kind }) => (kind === 'category' ? 1 : 0));
  const cuts = features.map((feature, f) =>
    feature.kind === 'category' ? new Float64Array() : cutPoints(encoded.columns[f] as Float64Array, weights, maxBins),
  );
  const binCounts = Int32Array.from(features, (feature, f) =>
    feature.kind === 'category' ? feature.categories.length : (cuts[f] as Float64Array).length + 1,
  );
  const offsets = new Int32Array(features.length + 1);
  for (let f = 0; f < features.length; f++) offsets[f + 1] = (offsets[f] as number) + (binCounts[f] as number) + 1;
  const columns = encoded.columns.map((values, f) => {
    const bins = arena.bytes(rows);
    if (categorical[f] === 1) binCategories(values, binCounts[f] as number, bins);
    else binNumbers(values, cuts[f] as Float64Array, bins);
    return bins;
  });
  return { rows, columns, binCounts, offsets, cuts, categorical };
}

function binCategories(values: Float64Array, missing: number, bins: Uint8Array): void {
  for (let row = 0; row < bins.length; row++) {
    const value = values[row] as number;
    bins[row] = value === value ? value : missing;
  }
}

function binNumbers(values: Float64Array, cuts: Float64Array, bins: Uint8Array): void {
  const missing = cuts.length + 1;
  for (let row = 0; row < bins.length; row++) {
    const value = values[row] as number;
    bins[row] = value === value ? lowerBound(cuts, value) : missing;
  }
}

/** The first bin whose upper cut is not below the value. */
function lowerBound(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
