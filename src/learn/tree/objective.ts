import type { TreeKernels, TreeWork } from './kernels.ts';
import type { LinkName } from './link.ts';

/** A loss in its second-order form, bound to the rows it is learnt from. */
export interface Objective {
  /** Margins per row. */
  readonly outputs: number;
  readonly link: LinkName;
  /** The constant margins with the least loss, one per output. */
  readonly start: Float64Array;
  /**
   * The channel of each output, when splits are to be chosen by sums of outputs (a lower-dimensional split gradient, as in
   * Iosipoi and Vakhrushev, "SketchBoost", NeurIPS 2022). Each output is a channel when left out.
   */
  readonly channelOf?: Int32Array;
  /** Writes gradient and Hessian pairs at `work.margins` into `work.gradients`. */
  gradients(work: TreeWork, kernels: TreeKernels): void;
  /** Mean loss at margins (rows x outputs), for early stopping. */
  loss(margins: Float64Array): number;
  /**
   * The values of a leaf in place of -G / (H + lambda), where outputs depend on each other: gets gradient and Hessian sums of
   * each output, writes a value for each.
   */
  solveLeaf?(sums: Float64Array, l2: number, values: Float64Array): void;
  /** A better value than -G / (H + lambda) for leaves of `rows`, such as a quantile of their residuals. */
  leafValue?(rows: Uint32Array, margins: Float64Array): number;
}

/** What an objective is bound to besides its target. */
export interface ObjectiveData {
  readonly weights: Float64Array | undefined;
  readonly groups?: Int32Array | undefined;
}

/** The mean of the values, weighted. */
export function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    sum += weight * (values[row] as number);
    total += weight;
  }
  return sum / total;
}
