import type { Estimator } from '../estimator.ts';
import { logit } from '../linear/logit.ts';
import { scorecard } from '../scorecard/scorecard.ts';
import { gbdt } from '../tree/gbdt.ts';
import type { GbdtParameters } from '../tree/parameters.ts';
import { forest } from './forest.ts';
import type { Preparation } from './preparation.ts';

/** A learner with settings and prepared columns that takes part in a race. */
export interface Candidate {
  readonly name: string;
  readonly family: 'scorecard' | 'logit' | 'gbdt' | 'forest';
  /** Order of simplicity: of two that do as well, the lower one wins. */
  readonly complexity: number;
  readonly preparation: Preparation;
  /** Boosting: the most trees; their number is found on inner folds. */
  readonly maxTrees?: number;
  /** Boosting: its settings but the number of trees. */
  readonly settings?: Partial<GbdtParameters>;
  /** The estimator; `trees` for boosting. */
  make(trees?: number): Estimator;
}

/** The candidates in the order in which they start: a short budget cuts the list from its end. */
export function allCandidates(): Candidate[] {
  return [
    plain('logit', { family: 'logit', complexity: 2, preparation: 'codes', make: () => logit({ l2: 1 }) }),
    plain('logit, strong', { family: 'logit', complexity: 2, preparation: 'codes', make: () => logit({ l2: 50 }) }),
    plain('logit, stronger', { family: 'logit', complexity: 2, preparation: 'codes', make: () => logit({ l2: 200 }) }),
    boosted('gbdt depth 4', 'codes', { maxDepth: 4, minChildWeight: 5 }),
    plain('scorecard', { family: 'scorecard', complexity: 1, preparation: 'native', make: () => scorecard() }),
    // For few events: small steps, few columns at a time, strong penalties.
    boosted('gbdt shy', 'codes', {
      maxDepth: 5,
      learningRate: 0.02,
      featureSample: 0.3,
      rowSample: 0.5,
      l2: 30,
      minChildWeight: 12,
    }),
    boosted('gbdt shy by node', 'codes', {
      maxDepth: 8,
      learningRate: 0.02,
      featureSample: 0.5,
      nodeFeatureSample: 0.3,
      rowSample: 0.5,
      l2: 20,
      minChildWeight: 10,
    }),
    plain('forest', {
      family: 'forest',
      complexity: 4,
      preparation: 'codes',
      make: () => forest({ trees: 100, maxDepth: 14, minRows: 3 }),
    }),
    boosted('gbdt 31 leaves', 'codes', {
      growth: 'leaf',
      maxLeaves: 31,
      maxDepth: 12,
      minChildWeight: 2,
      featureSample: 0.7,
    }),
    boosted('gbdt depth 2', 'native', { maxDepth: 2, minChildWeight: 2, featureSample: 0.6 }),
    plain('logit, dummies', { family: 'logit', complexity: 2, preparation: 'clipped', make: () => logit({ l2: 10 }) }),
    boosted('gbdt depth 6', 'codes', { maxDepth: 6, minChildWeight: 8, l2: 5, featureSample: 0.5, learningRate: 0.03 }),
    plain('scorecard of WOE', {
      family: 'scorecard',
      complexity: 1,
      preparation: 'native',
      make: () => scorecard({ points: 'woe' }),
    }),
    boosted('gbdt 63 leaves', 'native', {
      growth: 'leaf',
      maxLeaves: 63,
      maxDepth: 24,
      minChildWeight: 0.5,
      featureSample: 0.6,
    }),
    plain('forest of texts', {
      family: 'forest',
      complexity: 4,
      preparation: 'native',
      make: () => forest({ trees: 100, maxDepth: 10, minRows: 8 }),
    }),
  ];
}

/** The same boosting, harder to over-fit: less depth, stronger penalties, fewer columns. */
export function stronger({ name, preparation, settings = {} }: Candidate): Candidate {
  return boosted(`${name}, stronger`, preparation, {
    ...settings,
    maxDepth: Math.max(2, (settings.maxDepth ?? 4) - 1),
    maxLeaves: Math.max(4, Math.round((settings.maxLeaves ?? 31) / 2)),
    l2: 4 * (settings.l2 ?? 1) + 5,
    minChildWeight: 3 * (settings.minChildWeight ?? 5),
    featureSample: Math.max(0.3, (settings.featureSample ?? 0.8) * 0.6),
    learningRate: 0.6 * (settings.learningRate ?? 0.05),
  });
}

/** The same boosting for data that asks for more trees than allowed: larger steps. */
export function faster({ name, preparation, settings = {} }: Candidate): Candidate {
  return boosted(`${name}, faster`, preparation, { ...settings, learningRate: 2 * (settings.learningRate ?? 0.05) });
}

function plain(name: string, rest: Omit<Candidate, 'name'>): Candidate {
  return { name, ...rest };
}

/** Trees without a better loss before boosting stops. */
const PATIENCE = 40;
const MAX_TREES = 600;

function boosted(name: string, preparation: Preparation, settings: Partial<GbdtParameters>): Candidate {
  return {
    name,
    family: 'gbdt',
    complexity: 3,
    preparation,
    maxTrees: MAX_TREES,
    settings,
    make: (trees = MAX_TREES) => gbdt({ learningRate: 0.05, stopAfter: PATIENCE, ...settings, trees }),
  };
}
