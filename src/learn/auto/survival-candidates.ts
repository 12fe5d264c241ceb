import type { Estimator } from '../estimator.ts';
import { gbst, type GbstParameters } from '../gbst/gbst.ts';
import { cox } from '../survival/cox.ts';
import { survivalForest } from '../survival/survival-forest.ts';

/** How time is cut, the same for all candidates. */
export interface Windows {
  readonly windows: number;
  readonly windowLength: number;
}

/** A survival learner with settings that takes part in a race. */
export interface SurvivalCandidate {
  readonly name: string;
  readonly family: 'cox' | 'survival-forest' | 'gbst';
  /** Order of simplicity: of two that do as well, the lower one wins. */
  readonly complexity: number;
  /** Boosting: the most trees; their number is found on inner folds. */
  readonly maxTrees?: number;
  make(windows: Windows, trees?: number): Estimator;
}

/** The candidates in the order in which they start. With several causes only boosting knows them apart. */
export function survivalCandidates(causes: number): SurvivalCandidate[] {
  const boosting = [
    boosted('gbst', {}),
    boosted('gbst, stumps', { maxDepth: 1, learningRate: 0.08 }),
    boosted('gbst, loose', { maxDepth: 4, smoothing: 50, minChildWeight: 10, l2: 20, featureSample: 0.6 }),
  ];
  if (causes > 1) return boosting;
  return [
    plain('cox', 'cox', () => cox()),
    plain('cox, strong', 'cox', () => cox({ l2: 20 })),
    ...boosting,
    plain('survival forest', 'survival-forest', () => survivalForest({ minLeaf: 15 })),
    plain('survival forest, even', 'survival-forest', () => survivalForest({ minLeaf: 40 })),
  ];
}

function plain(name: string, family: 'cox' | 'survival-forest', make: () => Estimator): SurvivalCandidate {
  return { name, family, complexity: family === 'cox' ? 1 : 3, make };
}

/** Trees without a better loss before boosting stops. */
const PATIENCE = 40;
const MAX_TREES = 400;

function boosted(name: string, settings: GbstParameters): SurvivalCandidate {
  return {
    name,
    family: 'gbst',
    complexity: 2,
    maxTrees: MAX_TREES,
    make: (windows, trees = MAX_TREES) =>
      gbst({ learningRate: 0.04, stopAfter: PATIENCE, ...settings, ...windows, trees }),
  };
}
