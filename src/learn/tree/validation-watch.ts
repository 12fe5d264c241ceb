import { encodeFrame } from '../encode.ts';
import type { ValidationData } from '../estimator.ts';
import type { EncodedFrame } from '../feature.ts';
import { scalarTarget } from '../target.ts';
import { marginOf, toForest } from './forest.ts';
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

/** Starts watching; the frame is encoded once. */
export function validationWatch(
  valid: ValidationData,
  fit: { encoded: EncodedFrame; target: 'binary' | 'real'; start: number; objective: Objective },
): ValidationWatch {
  const { features } = fit.encoded;
  const columns = encodeFrame(valid.frame, features);
  const { values } = scalarTarget(valid.target, valid.frame.rows, [fit.target]);
  const counts = Int32Array.from(features, (f) => (f.kind === 'category' ? f.categories.length : 0));
  const margins = valid.baseMargin?.slice() ?? new Float64Array(valid.frame.rows).fill(fit.start);
  const row = new Float64Array(features.length);
  const state = { trees: 0, best: 0, bestLoss: Infinity };
  return {
    add: (tree) => {
      const forest = toForest([tree], counts);
      for (let r = 0; r < margins.length; r++) {
        for (let f = 0; f < row.length; f++) row[f] = (columns[f] as Float64Array)[r] as number;
        margins[r] = marginOf(forest, row, margins[r] as number);
      }
      const loss = fit.objective.loss({ margins, values, weights: valid.weights });
      state.trees++;
      if (loss < state.bestLoss) [state.best, state.bestLoss] = [state.trees, loss];
      return loss;
    },
    isDone: (patience) => state.trees - state.best >= patience,
    best: () => state.best,
  };
}
