import { createRng, parse, z } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import { fitInput } from '../fit-input.ts';
import { fitSteps } from '../fit-steps.ts';
import { referenceRow } from '../linear/reference-row.ts';
import { buildDesign, type Design } from '../linear/terms.ts';
import type { Target } from '../target.ts';
import { Hnsw, type Points } from './hnsw.ts';
import { knnModel } from './knn-model.ts';

const parametersSchema = z.strictObject({
  neighbours: z.number().int().min(1).max(10_000).default(50),
  /** `graph` finds nearly all of the nearest neighbours fast, `exact` compares all rows. */
  search: z.enum(['graph', 'exact']).default('graph'),
  /** Candidates considered in a search of the graph (at least the neighbours). */
  width: z.number().int().min(1).default(200),
  links: z.number().int().min(2).max(200).default(16),
  buildWidth: z.number().int().min(1).default(100),
  /** Random orders of features, and their reverses, behind an explanation. */
  explainPairs: z.number().int().min(1).max(1000).default(4),
});

/** Settings of the neighbour model. */
export type KnnParameters = z.infer<typeof parametersSchema>;

/**
 * The event rate among the nearest training rows, by Euclidean distance of standardised columns (median imputation with
 * missing flags, one term per category); the overall rate counts as one neighbour more. A base margin shifts the answer.
 * Explanations are sampled Shapley values against the usual row.
 *
 * @example
 * const model = await knn({ neighbours: 50 }).fit(frame, { kind: 'binary', label });
 */
export function knn(parameters: Partial<KnnParameters> = {}): Estimator {
  const settings = parse(parametersSchema, parameters, { what: 'knn settings', code: 'LEARN_SETTINGS' });
  return { kind: 'knn', fit: (frame, target, options = {}) => fitKnn(settings, { frame, target, options }) };
}

async function fitKnn(
  settings: KnnParameters,
  call: { frame: Frame; target: Target; options: FitOptions },
): Promise<Model> {
  const { options } = call;
  const { encoded, target, seed, ...input } = fitInput(call.frame, call.target, { options, supported: ['binary'] });
  const weights = input.weights ?? new Float64Array(encoded.rows).fill(1);
  const step = fitSteps(options, 2);
  const design = buildDesign(encoded, weights);
  const kept = Int32Array.from(weights.keys()).filter((row) => (weights[row] as number) > 0);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (row) => values[row] as number);
  const [label, ownWeights, points] = [pick(target.values), pick(weights), pointsOf(design, kept)];
  await step();
  const rng = createRng(seed).fork('knn');
  const graph = settings.search === 'exact' ? undefined : Hnsw.build(points, { ...settings, rng });
  await step();
  const [events, total] = label.reduce(
    ([sum, all], y, i) => [sum + y * (ownWeights[i] as number), all + (ownWeights[i] as number)] as [number, number],
    [0, 0] as [number, number],
  );
  const { search: _, ...shape } = settings;
  return knnModel({
    ...shape,
    features: encoded.features,
    ignored: encoded.ignored,
    training: recordTraining(encoded, target.values, { fit: options, seed, parameters: settings }),
    terms: design.terms,
    points,
    label,
    weights: ownWeights,
    rate: (events + 0.5) / (total + 1),
    reference: referenceRow(encoded, weights),
    importance: separation(design, target.values, encoded.features.length),
    graph,
  });
}

function pointsOf({ columns }: Design, kept: Int32Array): Points {
  const width = columns.length;
  const values = new Float64Array(kept.length * width);
  columns.forEach((column, j) => kept.forEach((row, i) => (values[i * width + j] = column[row] as number)));
  return { count: kept.length, width, values };
}

/** How far the classes' means lie apart along each feature, in standard deviations: a neighbour model has no weights. */
function separation({ terms, columns, rows }: Design, label: Float64Array, features: number): number[] {
  const out = Array.from({ length: features }, () => 0);
  const events = label.reduce((sum, y) => sum + y, 0);
  terms.forEach(({ feature }, j) => {
    let gap = 0;
    columns[j]?.forEach((value, row) => (gap += label[row] === 1 ? value / events : -value / (rows - events)));
    out[feature] = (out[feature] ?? 0) + Math.abs(gap);
  });
  return out;
}
