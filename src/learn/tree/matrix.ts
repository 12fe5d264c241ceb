import type { EncodedFrame } from '../feature.ts';
import { allCutPoints } from './cut-points.ts';
import type { TreeKernels } from './kernels.ts';

/** Slots of one feature in a histogram: its bins, the bin of missing values, and room. */
export const SLOTS = 256;

/** Features whose bins lie together; a histogram is built group by group. */
export const GROUP = 16;

/** Training rows as bins, row-major. Feature f has `binCounts[f]` bins (from 0) and after them the bin of missing values. */
export interface BinnedMatrix {
  readonly rows: number;
  readonly features: number;
  /** Features filled up to whole groups. */
  readonly width: number;
  /**
   * Bytes from one row to the next: the bins, then room for the row's packed gradient pair, so that both come from memory at
   * once.
   */
  readonly stride: number;
  /** rows x stride: histograms read all bins of a row. */
  readonly bins: Uint8Array;
  /** features x rows: the same once more, for splitting rows by one feature. */
  readonly columns: Uint8Array;
  readonly binCounts: Int32Array;
  /** Cut points of numeric features, empty for categorical ones. */
  readonly cuts: readonly Float64Array[];
  /** 1 where the feature is categorical: bin = category index. */
  readonly categorical: Uint8Array;
}

export interface BinningOptions {
  readonly weights: Float64Array | undefined;
  readonly maxBins: number;
  readonly kernels: TreeKernels;
}

/** Bins an encoded training frame; quantiles are weighted when weights are given. */
export function binMatrix(encoded: EncodedFrame, { weights, maxBins, kernels }: BinningOptions): BinnedMatrix {
  const { features, rows, columns: sources } = encoded;
  const { arena } = kernels;
  const categorical = Uint8Array.from(features, ({ kind }) => (kind === 'category' ? 1 : 0));
  const cuts = allCutPoints(encoded, { weights, maxBins, kernels });
  const binCounts = arena.integers(features.length);
  features.forEach((feature, f) => {
    binCounts[f] = feature.kind === 'category' ? feature.categories.length : (cuts[f] as Float64Array).length + 1;
  });
  const width = Math.ceil(features.length / GROUP) * GROUP;
  const stride = strideOf(width);
  const bins = arena.bytes(rows * stride);
  const columns = arena.bytes(rows * features.length);
  const matrix = { rows, features: features.length, width, stride, bins, columns, binCounts, cuts, categorical };
  kernels.binNumbers(matrix, sources);
  sources.forEach((values, f) => {
    if (categorical[f] === 1) binCategories(matrix, f, values);
  });
  return matrix;
}

/** Whole lines of the cache where they cost little memory. */
function strideOf(width: number): number {
  const [tight, lines] = [16, 64].map((unit) => Math.ceil((width + 8) / unit) * unit) as [number, number];
  return lines <= 1.34 * tight ? lines : tight;
}

function binCategories(
  { rows, bins, columns, stride, binCounts }: BinnedMatrix,
  feature: number,
  values: Float64Array,
): void {
  const missing = binCounts[feature] as number;
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number;
    const bin = value === value ? value : missing;
    bins[row * stride + feature] = bin;
    columns[feature * rows + row] = bin;
  }
}
