import { limitBelow } from './float-threshold.ts';
import { leafNode, type ForeignNode, type ForeignTree } from './foreign-tree.ts';

/** What every form of an XGBoost model tells. */
export interface XgboostFile {
  readonly version: string;
  readonly objective: string;
  readonly outputs: number;
  /** The start of predictions: a margin, or a prediction, or one for each output. */
  readonly base: readonly number[];
  readonly isBaseMargin: boolean;
  readonly names: readonly string[];
  /** Indexes of categorical features. */
  readonly categorical: readonly number[];
  readonly booster:
    | { readonly kind: 'trees'; readonly trees: readonly ForeignTree[]; readonly treesPerRound: number }
    /** `weights[feature * outputs + output]`, the intercepts last. */
    | { readonly kind: 'linear'; readonly weights: readonly number[] };
}

export interface XgboostNode {
  readonly left: number;
  readonly right: number;
  readonly feature: number;
  readonly defaultLeft: boolean;
  /** Threshold of a split, value of a leaf. */
  readonly value: number;
  readonly hessian: number;
  readonly gain: number;
  /** Categories that go right. */
  readonly categories: readonly number[] | undefined;
}

/** A node as XGBoost decides: in single precision, values below the threshold go left. */
export function xgboostNode(node: XgboostNode): ForeignNode {
  const { left, right, feature, categories } = node;
  if (left < 0) return leafNode(Math.fround(node.value), node.hessian);
  const limit = categories === undefined ? limitBelow(Math.fround(node.value)) : NaN;
  return {
    ...{ feature, left, right, threshold: limit, missingLeft: node.defaultLeft, weight: 0, gain: node.gain },
    categories: categories === undefined ? undefined : { values: categories, goLeft: false },
  };
}

/** Names of features that the file does not name. */
export function numberedNames(count: number): string[] {
  return Array.from({ length: count }, (_, f) => `f${f}`);
}

/** Features that a file without their names may have. */
export const MAX_FEATURES = 1_000_000;
