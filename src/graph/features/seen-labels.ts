/** Outcomes of nodes that may be looked at. */
export interface NodeLabels {
  /** 0 or 1; NaN where it is not known, or must not be. */
  readonly values: Float64Array;
  /** A node sees the labels of nodes of other groups alone (folds of a cross-validation); all of them when left out. */
  readonly groups?: Int32Array | undefined;
}

/** The label of `w` as `v` may see it: neither its own, nor one of its group. NaN if it may not. */
export function seenLabel({ values, groups }: NodeLabels, v: number, w: number): number {
  const isHidden = v === w || (groups !== undefined && (groups[v] as number) >= 0 && groups[v] === groups[w]);
  return isHidden ? NaN : (values[w] as number);
}
