import type { BinnedMatrix } from './matrix.ts';

/** The rows of one node are `rows[from..to)`, ascending. */
export interface NodeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What the kernels of one fit share. Gradients of a row are pairs (gradient, Hessian), one for each output. Splits are
 * chosen by channels: sums of outputs in fixed point, packed as (gradient << 32) + Hessian in one 64-bit integer. Integers
 * add up exactly, so histograms have the same bits in whatever order and on however many threads they are summed.
 */
export interface TreeWork {
  readonly matrix: BinnedMatrix;
  readonly outputs: number;
  /** One, or an even number. */
  readonly channels: number;
  /** Channels that carry something; the rest fills up to an even number. */
  readonly usedChannels: number;
  /** Row numbers, permuted in place so that every node is a range. */
  readonly rows: Uint32Array;
  readonly scratch: Uint32Array;
  /** rows x outputs. */
  readonly margins: Float64Array;
  /** rows x outputs x 2. */
  readonly gradients: Float64Array;
  /** Gradients of the channels, rows x channels x 2; the same array as `gradients` when each output is a channel. */
  readonly channelGradients: Float64Array;
  /** Packed pairs, 2 x channels words a row: Hessian (without sign), then gradient. One channel lies behind the row's bins. */
  readonly pairs: Int32Array;
  /** Words from one row's pairs to the next. */
  readonly pairStride: number;
  /** What one unit of fixed point is worth, two for each channel: gradient, Hessian. Powers of two. */
  readonly units: Float64Array;
}

/** When rows were at risk: six numbers for each, number by number. */
export interface Exposure {
  /**
   * 6 x rows: first window, last window, cause of the event that ended the last one or 0, the shares of the first and the last
   * window that were observed, weight.
   */
  readonly fields: Float64Array;
  readonly windows: number;
}

/** What a scan of numeric features must know of the node. */
export interface ScanNode {
  /** Packed sums of the node: Hessian, gradient. */
  readonly whole: Int32Array;
  /** Features to scan. */
  readonly features: Int32Array;
  readonly l2: number;
  /** Least Hessian of a child. */
  readonly floor: number;
  /** Splits must score more than this. */
  readonly least: number;
}

/** Numbers of one scan result: score, bin, missing left, gradient and Hessian of the left child in fixed point. */
export const SCAN_WIDTH = 5;

/**
 * The loops that take nearly all of the training time, on flat arrays from the kernels' own arena. All implementations
 * give the same bits.
 */
export interface TreeKernels {
  readonly kind: 'wasm' | 'typescript';
  readonly arena: Arena;
  /** Sorts each array, ascending; they lie in the arena and hold no NaN. */
  sort(arrays: readonly Float64Array[]): void;
  /** Bins the values of all numeric features (one column a feature, NaN is missing), into rows and columns of the matrix. */
  binNumbers(matrix: BinnedMatrix, values: readonly Float64Array[]): void;
  /** Gradients of the logistic loss at `work.margins`. */
  logistic(work: TreeWork, labels: Float64Array, weights: Float64Array | undefined): void;
  /** Gradients of discrete-time hazards with one cause at `work.margins`, only in the windows each row was at risk in. */
  hazards(work: TreeWork, exposure: Exposure): void;
  /** Sums `work.gradients` by the channel of each output into `work.channelGradients`. */
  foldChannels(work: TreeWork, channelOf: Int32Array): void;
  /** Sets `work.units` and `work.pairs` from `work.channelGradients`. */
  pack(work: TreeWork): void;
  /** Sums packed pairs of a node into `histogram`: `SLOTS` slots per feature. */
  buildHistogram(work: TreeWork, range: NodeRange, histogram: Int32Array): void;
  /** parent - child, in place of the parent: the histogram of the other child. */
  subtractHistogram(parent: Int32Array, child: Int32Array): void;
  /** The best split of each numeric feature without constraints, one channel; results are valid until the next scan. */
  scan(work: TreeWork, histogram: Int32Array, node: ScanNode): Float64Array;
  /** Moves rows whose bin of `feature` has `goesLeft` 1 to the front, both sides in order; returns where the right begins. */
  partition(work: TreeWork, range: NodeRange, split: { feature: number; goesLeft: Uint8Array }): number;
  /** Sums the exact gradient pairs of each leaf: leaves x outputs x 2, valid until the next call. */
  leafSums(work: TreeWork, leaves: readonly NodeRange[]): Float64Array;
  /** Adds the values of each leaf (leaves x outputs) to the margins of its rows. */
  addValues(work: TreeWork, leaves: readonly NodeRange[], values: Float64Array): void;
  /** Ends the threads, if there are any. */
  close(): void;
}

/** Where the arrays of a fit live, zero-filled. */
export interface Arena {
  bytes(length: number): Uint8Array;
  words(length: number): Uint32Array;
  integers(length: number): Int32Array;
  doubles(length: number): Float64Array;
}

/** Rows of one partial sum: partial sums are added in order, whatever thread made them. */
export const SUM_ROWS = 16_384;

/** The power of two by which values of this total magnitude are multiplied so that sums of `rows` fit into 31 bits. */
export function fixedScale(total: number, rows: number): number {
  if (!(total > 0)) return 1;
  const room = (2 ** 31 - 1 - rows) / total;
  let scale = 1;
  while (scale * 2 <= room) scale *= 2;
  while (scale > room) scale /= 2;
  return scale;
}
