import { setImmediate as nextTurn } from 'node:timers/promises';
import { TallyError, createRng, parse, z } from '#base';
import type { Frame } from '#table';
import { parseModelPart } from '../document.ts';
import type { FitOptions } from '../estimator.ts';
import { checkCancelled } from '../fit-input.ts';
import { lloyd, nearestCentre, plusPlusCentres, type Clustering } from './lloyd.ts';
import { learnScaling, numberMatrix, scalingSchema, type Scaling } from './number-matrix.ts';

const settingsSchema = z.strictObject({
  clusters: z.number().int().min(1).default(8),
  /** Fits from different starts, of which the tightest is kept. */
  starts: z.number().int().min(1).default(10),
  iterations: z.number().int().min(1).default(300),
  /** Sum of squared movements of centres, as a share of the mean variance of columns, that ends a fit. */
  tolerance: z.number().min(0).default(1e-4),
  /** False takes columns as they are. */
  standardise: z.boolean().default(true),
});

/** Settings of k-means. */
export type KMeansSettings = z.infer<typeof settingsSchema>;

const savedSchema = z.object({
  format: z.literal('tallystick.k-means'),
  version: z.literal(1),
  settings: settingsSchema,
  seed: z.number(),
  scaling: scalingSchema,
  centres: z.array(z.array(z.number())).min(1),
  inertia: z.number(),
});

/** A saved clustering. */
export type SavedKMeans = z.infer<typeof savedSchema>;

/** A fitted clustering. */
export interface KMeans {
  /** One row per cluster in the features' order, on the scale of the distances (standardised unless told otherwise). */
  readonly centres: readonly (readonly number[])[];
  /** Sum of squared distances of the training rows from their centres. */
  readonly inertia: number;
  /** The number of the nearest centre, per row. */
  predict(frame: Frame): Int32Array;
  save(): SavedKMeans;
}

/** How an unsupervised fit is run. */
export type UnsupervisedFitOptions = Pick<FitOptions, 'seed' | 'cancel' | 'progress'>;

/**
 * k-means with k-means++ starts on the columns of a frame; missing values count as the median, categories by their code.
 *
 * @throws TallyError `LEARN_SETTINGS`, `LEARN_SHAPE`, `LEARN_NO_FEATURES`, `LEARN_INFINITE`, `LEARN_CANCELLED`.
 * @example
 * const segments = (await fitKMeans(frame, { clusters: 5 })).predict(frame);
 */
export async function fitKMeans(
  frame: Frame,
  { seed = 42, cancel, progress, ...input }: Partial<KMeansSettings> & UnsupervisedFitOptions = {},
): Promise<KMeans> {
  const settings = parse(settingsSchema, input, { what: 'k-means settings', code: 'LEARN_SETTINGS' });
  if (frame.rows < settings.clusters) {
    throw new TallyError('LEARN_SHAPE', `${frame.rows} rows cannot form ${settings.clusters} clusters`, {
      hint: 'give at least one row per cluster',
    });
  }
  const scaling = learnScaling(frame, settings.standardise);
  const matrix = numberMatrix(frame, scaling);
  const tolerance = settings.tolerance * meanVariance(matrix);
  const rng = createRng(seed).fork('k-means');
  let best: Clustering | undefined;
  for (let start = 0; start < settings.starts; start++) {
    const centres = plusPlusCentres(matrix, settings.clusters, rng.fork('start', start));
    const found = lloyd(matrix, centres, { iterations: settings.iterations, tolerance });
    if (best === undefined || found.inertia < best.inertia) best = found;
    progress?.({ step: start + 1, steps: settings.starts });
    await nextTurn();
    checkCancelled(cancel);
  }
  const { centres, inertia } = best as Clustering;
  return kMeans({ settings, seed, scaling, centres, inertia });
}

function meanVariance({ rows, columns, values }: { rows: number; columns: number; values: Float64Array }): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    let [mean, squares] = [0, 0];
    for (let row = 0; row < rows; row++) mean += (values[row * columns + j] as number) / rows;
    for (let row = 0; row < rows; row++) squares += ((values[row * columns + j] as number) - mean) ** 2;
    sum += squares / rows;
  }
  return sum / columns;
}

interface KMeansParts {
  readonly settings: KMeansSettings;
  readonly seed: number;
  readonly scaling: Scaling;
  readonly centres: Float64Array;
  readonly inertia: number;
}

function kMeans({ settings, seed, scaling, centres, inertia }: KMeansParts): KMeans {
  const width = scaling.features.length;
  const rows = Array.from({ length: centres.length / width }, (_, c) => [
    ...centres.subarray(c * width, (c + 1) * width),
  ]);
  return {
    centres: rows,
    inertia,
    predict: (frame) => {
      const matrix = numberMatrix(frame, scaling);
      return Int32Array.from({ length: frame.rows }, (_, row) => nearestCentre(matrix, row, { centres }).centre);
    },
    save: () => ({ format: 'tallystick.k-means', version: 1, settings, seed, scaling, centres: rows, inertia }),
  };
}

/**
 * Restores a saved clustering: same clusters for every row.
 *
 * @throws TallyError `LEARN_MODEL_INVALID`.
 */
export function loadKMeans(input: unknown): KMeans {
  const saved = parseModelPart(savedSchema, input, 'document');
  const width = saved.scaling.features.length;
  if (saved.centres.some((centre) => centre.length !== width)) {
    throw new TallyError('LEARN_MODEL_INVALID', `a centre has not ${width} numbers`, {
      hint: 'the file was changed or cut short: save the model again',
    });
  }
  return kMeans({ ...saved, centres: Float64Array.from(saved.centres.flat()) });
}
