import { parse, z } from '#base';
import { MAX_BINS } from './cut-points.ts';

const parametersSchema = z.strictObject({
  trees: z.number().int().min(1).max(100_000).default(300),
  learningRate: z.number().gt(0).max(1).default(0.05),
  growth: z.enum(['depth', 'leaf']).default('depth'),
  maxDepth: z.number().int().min(1).max(64).default(4),
  maxLeaves: z.number().int().min(2).max(4096).default(256),
  /** Share of the rows that each tree sees. */
  rowSample: z.number().gt(0).max(1).default(0.8),
  /** Share of the features that each tree sees. */
  featureSample: z.number().gt(0).max(1).default(0.8),
  l2: z.number().min(0).default(1),
  minGain: z.number().min(0).default(0),
  /** Least sum of Hessians in a leaf. */
  minChildWeight: z.number().min(0).default(5),
  maxBins: z.number().int().min(2).max(MAX_BINS).default(MAX_BINS),
  categorySmoothing: z.number().min(0).default(10),
  categoryL2: z.number().min(0).default(10),
  /** Feature name -> 1 (margin may only rise with it) or -1 (only fall). */
  monotone: z.record(z.string(), z.union([z.literal(1), z.literal(-1)])).default({}),
  /** With validation rows: stop after this many trees without a better loss, keep the best. */
  stopAfter: z.number().int().min(1).default(30),
});

/** Settings of gradient boosting; the defaults suit credit data of a few thousand rows and more. */
export type GbdtParameters = z.infer<typeof parametersSchema>;

/** Fills in defaults and checks ranges (`LEARN_SETTINGS`). */
export function gbdtParameters(input: Partial<GbdtParameters>): GbdtParameters {
  return parse(parametersSchema, input, { what: 'gbdt settings', code: 'LEARN_SETTINGS' });
}
