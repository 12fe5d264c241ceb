import { explainBatch, predictBatch, scoreRow, type RowKernel } from './batch.ts';
import { documentHead, type TrainingRecord } from './document.ts';
import type { Model } from './estimator.ts';
import type { IgnoredColumn } from './feature.ts';

/** What a model of one binary output is made of. */
export interface KernelModelParts {
  readonly kind: string;
  readonly kernel: RowKernel;
  readonly ignored: readonly IgnoredColumn[];
  readonly importance: Float64Array;
  readonly training: TrainingRecord;
  /** The saved form of the kernel. */
  readonly body: () => unknown;
}

/** A model of a binary target around a row kernel. */
export function kernelModel(parts: KernelModelParts): Model {
  const { kind, kernel, ignored, importance, training } = parts;
  const { features } = kernel;
  return {
    kind,
    target: 'binary',
    outputs: 1,
    features,
    ignored,
    importance,
    predict: (frame, options) => predictBatch(kernel, frame, options),
    explain: (frame) => explainBatch(kernel, frame),
    score: (row) => scoreRow(kernel, row),
    scoreAll: (row, out) => {
      out[0] = scoreRow(kernel, row);
    },
    explainRow: (row, out) => kernel.explainRow(row, out),
    save: () => ({ ...documentHead({ kind, target: 'binary', features, ignored, training }), body: parts.body() }),
  };
}

/** The shares of absolute sizes; all 0 when there are none. */
export function sharesOf(sizes: Float64Array): Float64Array {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return total > 0 ? sizes.map((size) => size / total) : sizes;
}
