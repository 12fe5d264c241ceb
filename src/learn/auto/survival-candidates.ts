import type { Estimator } from '../estimator.ts';
import { gbst } from '../gbst/gbst.ts';
import type { GbstParameters } from '../gbst/gbst-settings.ts';
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
  // One of each family first: a short budget cuts the list from its end.
  const first = boosted('gbst', () => ({ maxDepth: 2 }));
  const others = [
    // Splits that are chosen by all windows together suit hazards that are proportional.
    boosted('gbst, together', ({ windows }) => ({ maxDepth: 2, windowsPerChannel: windows })),
    boosted('gbst, deep', () => ({ maxDepth: 4 })),
    boosted('gbst, deep together', ({ windows }) => ({ maxDepth: 4, windowsPerChannel: windows })),
  ];
  if (causes > 1) return [first, ...others];
  return [
    plain('cox', 'cox', () => cox()),
    first,
    plain('survival forest', 'survival-forest', () => survivalForest({ minLeaf: 15 })),
    ...others,
    plain('survival forest, even', 'survival-forest', () => survivalForest({ minLeaf: 40 })),
    plain('cox, strong', 'cox', () => cox({ l2: 20 })),
  ];
}

function plain(name: string, family: 'cox' | 'survival-forest', make: () => Estimator): SurvivalCandidate {
  return { name, family, complexity: family === 'cox' ? 1 : 3, make };
}

/** Trees without a better loss before boosting stops. */
const PATIENCE = 60;
const MAX_TREES = 500;

function boosted(name: string, settings: (windows: Windows) => GbstParameters): SurvivalCandidate {
  return {
    name,
    family: 'gbst',
    complexity: 2,
    maxTrees: MAX_TREES,
    make: (windows, trees = MAX_TREES) =>
      gbst({ learningRate: 0.04, stopAfter: PATIENCE, ...settings(windows), ...windows, trees }),
  };
}
