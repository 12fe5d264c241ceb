/** What a split must obey. */
export interface SplitRules {
  readonly l2: number;
  readonly minGain: number;
  readonly minChildWeight: number;
  /** Added to the Hessian when categories are ordered by gradient / Hessian. */
  readonly categorySmoothing: number;
  /** L2 on top of `l2` for categorical splits, which have more freedom to over-fit. */
  readonly categoryL2: number;
  /** Per feature: 1 = margin may only rise with it, -1 = only fall, 0 = free. */
  readonly monotone: Int8Array;
}

/** Bounds that monotone ancestors put on a node's values, per output. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** A node that is looked at for a split. */
export interface SplitNode {
  /** Sums in fixed point: gradient and Hessian of each channel. */
  readonly sums: Float64Array;
  readonly bounds: Bounds | undefined;
}

/** The best split found in a node; `feature` -1 = none. */
export interface Split {
  feature: number;
  gain: number;
  /** Numeric: bins <= bin go left. Categorical: the number of bins of `order` that go left, minus 1. */
  bin: number;
  isMissingLeft: boolean;
  /** Sums of the left child, as in {@link SplitNode}. */
  left: Float64Array;
  /** Categorical only: bins in gradient order. */
  order: Int32Array | undefined;
}
