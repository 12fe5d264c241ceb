import { z } from '#base';

/** Shapes that the event rate may take along the bins. */
export const TRENDS = ['none', 'auto', 'ascending', 'descending', 'peak', 'valley'] as const;

/** A wanted shape; `auto` takes the best of the four shapes, a monotone one when they tie. */
export type Trend = (typeof TRENDS)[number];

/** Settings of optimal binning, with their defaults. */
export const binningSettingsSchema = z.strictObject({
  /** The divergence that is maximised: information value or Jensen-Shannon. */
  objective: z.enum(['iv', 'js']).default('iv'),
  trend: z.enum(TRENDS).default('auto'),
  minBins: z.number().int().min(1).default(1),
  maxBins: z.number().int().min(1).optional(),
  /** Least share of all weight in a bin. */
  minSize: z.number().min(0).max(1).default(0),
  /** Least difference of the event rates of neighbours. */
  minRateDifference: z.number().min(0).max(1).default(0),
  /** Largest two-sided p-value of the test that neighbours have equal event rates (pooled z-test). */
  maxPValue: z.number().gt(0).max(1).optional(),
  /** How candidate cuts are found: by a classification tree, at quantiles, or at equal widths. */
  prebins: z.enum(['cart', 'quantile', 'uniform']).default('cart'),
  maxPrebins: z.number().int().min(2).max(100).default(20),
  /** Least share of all weight in a leaf of the tree. */
  minPrebinSize: z.number().min(0).max(0.5).default(0.05),
  /** Values that are codes, not amounts: a bin of its own for each entry (an entry may name several). */
  special: z.array(z.union([z.number(), z.array(z.number()).min(1)])).default([]),
  /** Candidate cuts given by the user in place of `prebins`. */
  splits: z.array(z.number()).max(100).optional(),
  /** Categories rarer than this share of all weight go to a bin of others. */
  rareShare: z.number().min(0).max(1).default(0),
  /** With periods: how much instability counts against a bin (0 = not at all). */
  stability: z.number().min(0).default(1),
});

/** Settings of {@link optimalBinning}; all have defaults. */
export type BinningSettings = z.infer<typeof binningSettingsSchema>;
