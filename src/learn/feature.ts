/** A number as it is; NaN means missing. */
export interface NumberFeature {
  readonly name: string;
  readonly kind: 'number';
}

/** One of `categories`; in an encoded row its index, NaN when missing or not among them. */
export interface CategoryFeature {
  readonly name: string;
  readonly kind: 'category';
  readonly categories: readonly string[];
}

/** What a model expects at one place of a feature row. */
export type Feature = NumberFeature | CategoryFeature;

/** A column that carried nothing to learn from. */
export interface IgnoredColumn {
  readonly name: string;
  readonly reason: 'constant' | 'all missing' | 'every text different';
}

/** Features of a frame and their encoded columns: `columns[f][row]`, NaN = missing. */
export interface EncodedFrame {
  readonly rows: number;
  readonly features: readonly Feature[];
  readonly columns: readonly Float64Array[];
  readonly ignored: readonly IgnoredColumn[];
}
