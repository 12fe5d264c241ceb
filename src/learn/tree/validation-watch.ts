import { encodeFrame } from '../encode.ts';
import type { ValidationData } from '../estimator.ts';
import type { EncodedFrame } from '../feature.ts';
import { addMargins, toForest } from './forest.ts';
import type { Objective } from './objective.ts';
import type { GrownTree } from './tree-builder.ts';

/** Follows the loss on validation rows tree by tree. */
export interface ValidationWatch {
  /** Adds a tree and returns the loss. */
  add(tree: GrownTree): number;
  /** True when the last `patience` trees brought nothing. */
  isDone(patience: number): boolean;
  /** The number of trees with the least loss. */
  best(): number;
}

/** What a watch must know of the fit. */
export interface WatchedFit {
  readonly encoded: EncodedFrame;
  readonly start: Float64Array;
  /** The objective of the validation rows. */
  bind(valid: ValidationData): Objective;
}

/** Starts watching; the frame is encoded once. */
export function validationWatch(valid: ValidationData, { encoded, start, bind }: WatchedFit): ValidationWatch {
  const { features } = encoded;
  const { rows } = valid.frame;
  const columns = encodeFrame(valid.frame, features);
  const objective = bind(valid);
  const { outputs } = objective;
  const counts = Int32Array.from(features, (f) => (f.kind === 'category' ? f.categories.length : 0));
  const margins = valid.baseMargin?.slice() ?? new Float64Array(rows * outputs).map((_, i) => start[i % outputs] ?? 0);
  const row = new Float64Array(features.length);
  const state = { trees: 0, best: 0, bestLoss: Infinity };
  return {
    add: (tree) => {
      const forest = toForest([tree], outputs, counts);
      for (let r = 0; r < rows; r++) {
        for (let f = 0; f < row.length; f++) row[f] = (columns[f] as Float64Array)[r] as number;
        addMargins(forest, row, margins.subarray(r * outputs, (r + 1) * outputs));
      }
      const loss = objective.loss(margins);
      state.trees++;
      if (loss < state.bestLoss) [state.best, state.bestLoss] = [state.trees, loss];
      return loss;
    },
    isDone: (patience) => state.trees - state.best >= patience,
    best: () => state.best,
  };
}
