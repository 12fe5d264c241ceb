import { parse, z } from '#base';
import type { Frame } from '#table';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import type { Target } from '../target.ts';
import { gbdt } from '../tree/gbdt.ts';

const settingsSchema = z.strictObject({
  trees: z.number().int().min(1).max(10_000).default(200),
  maxDepth: z.number().int().min(1).max(64).default(12),
  /** Least rows in a leaf (by weight). */
  minRows: z.number().min(1).default(5),
  /** Share of the rows that each tree sees, drawn without replacement. */
  rowSample: z.number().gt(0).max(1).default(0.632),
  /** Features that each node may split on; the square root of their number when absent. */
  nodeFeatures: z.number().int().min(1).optional(),
});

/** Settings of a random forest. */
export type ForestParameters = z.infer<typeof settingsSchema>;

/**
 * A random forest (Breiman, Machine Learning 2001) of a binary target. A leaf adds its event rate less that of all rows,
 * in units of the slope of log-odds at the overall rate: the order of the rows is that of the mean rate of their leaves,
 * and explanations add up on the log-odds.
 *
 * @example
 * const model = await forest({ trees: 300 }).fit(frame, { kind: 'binary', label });
 */
export function forest(parameters: Partial<ForestParameters> = {}): Estimator {
  const settings = parse(settingsSchema, parameters, { what: 'forest settings', code: 'LEARN_SETTINGS' });
  return { kind: 'forest', fit: (frame, target, options) => fitForest(settings, { frame, target, options }) };
}

function fitForest(
  { trees, maxDepth, minRows, rowSample, nodeFeatures }: ForestParameters,
  { frame, target, options }: { frame: Frame; target: Target; options: FitOptions | undefined },
): Promise<Model> {
  const features = Math.max(1, frame.names.length);
  const mean = target.kind === 'binary' ? target.label.reduce((sum, y) => sum + y, 0) / target.label.length : NaN;
  // What is no rate is refused by the engine, with a better word.
  const rate = mean > 0 && mean < 1 ? mean : 0.5;
  const share = Math.min(1, (nodeFeatures ?? Math.ceil(Math.sqrt(features))) / features);
  return gbdt({
    boosting: 'forest',
    trees,
    maxDepth,
    rowSample,
    featureSample: 1,
    nodeFeatureSample: share,
    maxBins: 48,
    l2: 0,
    // The engine counts Hessians: rate (1 - rate) for every row.
    minChildWeight: minRows * rate * (1 - rate),
    categorySmoothing: 5,
    categoryL2: 5 * rate * (1 - rate),
  }).fit(frame, target, options);
}
