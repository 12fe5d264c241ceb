import type { Frame } from '#table';
import type { Feature, IgnoredColumn } from './feature.ts';
import type { ModelDocument } from './document.ts';
import type { Target } from './target.ts';

/** How far a fit has come. */
export interface FitProgress {
  readonly step: number;
  readonly steps: number;
  /** Loss on the validation rows after this step, when there are any (log-loss or root mean square error). */
  readonly validLoss?: number;
}

/** Rows on which a fit is watched, never learnt from. */
export interface ValidationData {
  readonly frame: Frame;
  readonly target: Target;
  readonly weights?: Float64Array;
  readonly groups?: Int32Array;
  readonly baseMargin?: Float64Array;
}

export interface FitOptions {
  /** Seed of every random choice; same seed, same bits. Default 42. */
  readonly seed?: number;
  /** Weight per row, finite and not negative. Default 1. */
  readonly weights?: Float64Array;
  /** Group of each row, for ranking targets. */
  readonly groups?: Int32Array;
  /** Margins from which the fit starts, row by row, one per output (log-odds for a binary target). */
  readonly baseMargin?: Float64Array;
  /** Numeric columns whose values are names, not amounts. Text columns are categorical anyway. */
  readonly categorical?: readonly string[];
  /** Enables early stopping. */
  readonly valid?: ValidationData;
  /** Stops the fit with `LEARN_CANCELLED`. */
  readonly cancel?: AbortSignal;
  readonly progress?: (progress: FitProgress) => void;
  /** Threads that share the work of trees; the bits are the same for any number. Default 1. */
  readonly threads?: number;
  /** `typescript` keeps trees off the WebAssembly kernels; the bits are the same. */
  readonly kernels?: 'fastest' | 'typescript';
}

/** Learns a model from a frame. An estimator is only its settings; it keeps nothing between fits. */
export interface Estimator {
  readonly kind: string;
  /**
   * Fits the columns of `frame` to `target`; inputs stay unchanged.
   *
   * @throws TallyError `LEARN_TARGET_UNSUPPORTED`, `LEARN_ONE_CLASS`, `LEARN_LABEL_VALUE`, `LEARN_SHAPE`,
   * `LEARN_INFINITE`, `LEARN_NO_FEATURES`, `LEARN_WEIGHT`, `LEARN_CANCELLED`.
   */
  fit(frame: Frame, target: Target, options?: FitOptions): Promise<Model>;
}

/** Additive contributions to the margin: for every row `base` + the sum over features = the row's margin. */
export interface Explanation {
  readonly base: number;
  readonly features: readonly string[];
  /** Feature-major: the contribution of feature f in row r is `values[f * rows + r]`. */
  readonly values: Float64Array;
}

export interface PredictOptions {
  /** Margin per row in place of the model's own start. */
  readonly baseMargin?: Float64Array;
}

/** A fitted model: immutable, serialisable, the same bits by batch and by row. */
export interface Model {
  readonly kind: string;
  readonly target: Target['kind'];
  /** Values per row of `predict`. */
  readonly outputs: number;
  /** What `score` expects, in order. */
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  /** Total gain (trees) or absolute standardised coefficient (linear) per feature; sums to 1 unless all are 0. */
  readonly importance: Float64Array;
  /**
   * outputs x rows, output by output: probability of the event for a binary target, the value for a real one, a
   * probability for each class or task, the score to rank by.
   */
  predict(frame: Frame, options?: PredictOptions): Float64Array;
  /** Contributions to one output on the margin scale (log-odds for a binary target). */
  explain(frame: Frame, output?: number): Explanation;
  /** The first output of one encoded row (order of `features`, category = its index, NaN = missing), without allocation. */
  score(row: Float64Array): number;
  /** All outputs of one encoded row into `out`, without allocation. */
  scoreAll(row: Float64Array, out: Float64Array): void;
  /** The contributions of one encoded row to an output into `out` (one per feature); returns the base. */
  explainRow(row: Float64Array, out: Float64Array, output?: number): number;
  /** The model as plain JSON; `loadModel` is the inverse, bit for bit. */
  save(): ModelDocument;
}
