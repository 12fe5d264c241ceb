import { parse, z } from '#base';
import { MAX_BINS } from './cut-points.ts';

const parametersSchema = z.strictObject({
  trees: z.number().int().min(1).max(100_000).default(300),
  learningRate: z.number().gt(0).max(1).default(0.05),
  growth: z.enum(['depth', 'leaf']).default('depth'),
  maxDepth: z.number().int().min(1).max(64).default(4),
  maxLeaves: z.number().int().min(2).max(4096).default(256),
  /** `goss`: rows with large gradients and a sample of the others; `dart`: trees dropped at random; `forest`: a mean of trees. */
  boosting: z.enum(['gbdt', 'goss', 'dart', 'forest']).default('gbdt'),
  /** Share of the rows that each tree sees. */
  rowSample: z.number().gt(0).max(1).default(0.8),
  /** Share of the features that each tree sees. */
  featureSample: z.number().gt(0).max(1).default(0.8),
  /** Share of the tree's features that each node sees. */
  nodeFeatureSample: z.number().gt(0).max(1).default(1),
  /** `goss`: share of rows kept for their gradient, and share of rows drawn from the rest. */
  topShare: z.number().gt(0).lt(1).default(0.2),
  otherShare: z.number().gt(0).lt(1).default(0.1),
  /** `dart`: chance of each tree to be dropped, and of a round without drops. */
  dropRate: z.number().min(0).max(1).default(0.1),
  skipDrop: z.number().min(0).max(1).default(0.5),
  l2: z.number().min(0).default(1),
  minGain: z.number().min(0).default(0),
  /** Least sum of Hessians in a leaf. */
  minChildWeight: z.number().min(0).default(5),
  maxBins: z.number().int().min(2).max(MAX_BINS).default(MAX_BINS),
  categorySmoothing: z.number().min(0).default(10),
  categoryL2: z.number().min(0).default(10),
  /** Feature name -> 1 (margin may only rise with it) or -1 (only fall). */
  monotone: z.record(z.string(), z.union([z.literal(1), z.literal(-1)])).default({}),
  /** Sets of features that may meet on one path; features outside all sets stay alone. */
  interactions: z.array(z.array(z.string()).min(1)).default([]),
  /** Loss of a real target. */
  loss: z.enum(['squared', 'poisson', 'gamma', 'tweedie', 'quantile']).default('squared'),
  tweediePower: z.number().gt(1).lt(2).default(1.5),
  quantile: z.number().gt(0).lt(1).default(0.5),
  /** With validation rows: stop after this many trees without a better loss, keep the best. */
  stopAfter: z.number().int().min(1).default(30),
});

/** Settings of gradient boosting; the defaults suit credit data of a few thousand rows and more. */
export type GbdtParameters = z.infer<typeof parametersSchema>;

/** Fills in defaults and checks ranges (`LEARN_SETTINGS`). */
export function gbdtParameters(input: Partial<GbdtParameters>): GbdtParameters {
  return parse(parametersSchema, input, { what: 'gbdt settings', code: 'LEARN_SETTINGS' });
}
