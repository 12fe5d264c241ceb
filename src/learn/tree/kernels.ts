import type { BinnedMatrix } from './binned.ts';

/** The rows of one node are `rows[from..to)`, ascending. */
export interface NodeRange {
  readonly from: number;
  readonly to: number;
}

/** What the kernels of one tree share. */
export interface TreeWork {
  readonly matrix: BinnedMatrix;
  /** Features that this tree may use, ascending. */
  readonly features: Int32Array;
  /** Row numbers, permuted in place so that every node is a range. */
  readonly rows: Uint32Array;
  /** Gradient and Hessian pairs by row: g = gradients[2 * row], h = gradients[2 * row + 1]. */
  readonly gradients: Float64Array;
  /** Gradient pairs in the order of `rows`, filled per node. */
  readonly ordered: Float64Array;
  readonly scratch: Uint32Array;
}

/**
 * The loops that take nearly all of the training time, on flat arrays from the kernels' own arena. Two implementations
 * give the same bits, because the order of every sum is fixed: rows ascending within a node.
 */
export interface TreeKernels {
  readonly kind: 'wasm' | 'typescript';
  readonly arena: Arena;
  /** Sums gradient pairs of a node into `histogram`: two slots per bin, features at their offsets. */
  buildHistogram(work: TreeWork, range: NodeRange, histogram: Float64Array): void;
  /** parent - child, in place of the parent: the histogram of the other child. */
  subtractHistogram(work: TreeWork, parent: Float64Array, child: Float64Array): void;
  /** Moves rows whose bin has `goesLeft` 1 to the front of the node, both sides in order; returns where the right begins. */
  partition(work: TreeWork, range: NodeRange, split: { bins: Uint8Array; goesLeft: Uint8Array }): number;
}

/** Where the arrays of a fit live, zero-filled. */
export interface Arena {
  bytes(length: number): Uint8Array;
  words(length: number): Uint32Array;
  doubles(length: number): Float64Array;
}
