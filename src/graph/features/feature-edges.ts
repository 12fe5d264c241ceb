/** Edges as they came, in columns; what is left out is not known. */
export interface FeatureEdges {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** When they happened, in any unit; NaN where it is not known. */
  readonly times?: Float64Array | undefined;
  readonly amounts?: Float64Array | undefined;
  /** Relation of each edge, and the words for it. */
  readonly types?: { readonly codes: ArrayLike<number>; readonly names: readonly string[] } | undefined;
}
