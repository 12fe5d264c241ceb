/**
 * What Fellegi and Sunter's model knows of one comparison: how often each level shows among pairs of one person (m) and
 * of two (u), "unknown" apart. Level 0 of both is not used.
 */
export interface LevelRates {
  readonly m: Float64Array;
  readonly u: Float64Array;
}

/** The model of a table: rates of each comparison, and the share of all pairs that are one person. */
export interface LinkModel {
  readonly rates: readonly LevelRates[];
  readonly prior: number;
}
