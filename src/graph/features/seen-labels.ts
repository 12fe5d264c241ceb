/** Outcomes of nodes that may be looked at. */
export interface NodeLabels {
  /** 0 or 1; NaN where it is not known, or must not be. */
  readonly values: Float64Array;
  /** A node sees the labels of nodes of other groups alone (folds of a cross-validation); all of them when left out. */
  readonly groups?: Int32Array | undefined;
}

/** Labels as each node may see them. */
export interface SeenLabels {
  /** The label of `w` as `v` may see it, NaN if it may not. */
  of(v: number, w: number): number;
  /** Mean of all labels that `v` may see. */
  meanFor(v: number): number;
}

/** Hides a node's own label from it, and those of its group. */
export function seenLabels({ values, groups }: NodeLabels): SeenLabels {
  const isHidden = (v: number, w: number): boolean =>
    v === w || (groups !== undefined && (groups[v] as number) >= 0 && groups[v] === groups[w]);
  const sums = new Map<number, [bad: number, known: number]>();
  let [bad, known] = [0, 0];
  values.forEach((label, v) => {
    if (Number.isNaN(label)) return;
    const group = groups?.[v] ?? -1;
    const [b, k] = sums.get(group) ?? [0, 0];
    sums.set(group, [b + label, k + 1]);
    [bad, known] = [bad + label, known + 1];
  });
  return {
    of: (v, w) => (isHidden(v, w) ? NaN : (values[w] as number)),
    meanFor(v) {
      const group = groups?.[v] ?? -1;
      const own = Number.isNaN(values[v]) ? [0, 0] : [values[v] as number, 1];
      const [b, k] = group >= 0 ? (sums.get(group) ?? [0, 0]) : own;
      return (bad - (b as number)) / Math.max(1, known - (k as number));
    },
  };
}
