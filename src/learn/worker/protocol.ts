import type { WireError } from '#base';
import type { FitProgress } from '../estimator.ts';
import type { ModelDocument } from '../document.ts';

/** A column of a job: numbers with NaN for missing, or codes into `categories`. */
export interface JobColumn {
  readonly name: string;
  /** Transferred or shared with the worker, never copied row by row. */
  readonly values: Float64Array;
  /** Makes the column categorical: values are indexes into it. */
  readonly categories?: readonly string[];
}

/** Columns with a target. */
export interface JobData {
  readonly columns: readonly JobColumn[];
  readonly target: Float64Array;
  readonly weights?: Float64Array;
}

/** What a training worker is asked to do. */
export interface TrainJob extends JobData {
  /** `gbdt` or `logit`. */
  readonly kind: string;
  readonly settings?: object;
  /** `binary` unless said otherwise. */
  readonly objective?: 'binary' | 'real';
  readonly seed?: number;
  /** Watched for early stopping. */
  readonly valid?: JobData;
}

/** What the worker says. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: FitProgress }
  | { readonly type: 'done'; readonly document: ModelDocument }
  | { readonly type: 'failed'; readonly error: WireError };
