import { parse, z } from '#base';
import { columnFingerprint } from './fingerprint.ts';
import type { EncodedFrame, Feature, IgnoredColumn } from './feature.ts';
import type { FitOptions } from './estimator.ts';

/** Version of the document layout that this program writes. */
export const DOCUMENT_VERSION = 1;

const featureSchema = z.discriminatedUnion('kind', [
  z.object({ name: z.string(), kind: z.literal('number') }),
  z.object({ name: z.string(), kind: z.literal('category'), categories: z.array(z.string()) }),
]);

const headSchema = z.object({
  format: z.literal('tallystick.model'),
  version: z.literal(DOCUMENT_VERSION),
  kind: z.string(),
  target: z.enum(['binary', 'real', 'multiclass', 'ranking', 'survival', 'tasks']),
  features: z.array(featureSchema).min(1),
  ignored: z.array(z.object({ name: z.string(), reason: z.enum(['constant', 'all missing', 'every text different']) })),
  training: z.object({
    rows: z.number().int().positive(),
    /** SHA-256 over names, kinds and values of features, target and weights. */
    fingerprint: z.string(),
    /** Weighted mean of the target: the event rate of a binary one. */
    targetMean: z.number(),
    seed: z.number(),
    parameters: z.record(z.string(), z.unknown()),
  }),
  body: z.unknown(),
});

/** A saved model: a head that every kind shares and a `body` that its kind defines. */
export type ModelDocument = z.infer<typeof headSchema>;

/** The head without the parts that only the estimator knows. */
export type TrainingRecord = ModelDocument['training'];

/**
 * Reads the head of a saved model.
 *
 * @throws TallyError `LEARN_MODEL_INVALID` when it is no model or of another version.
 */
export function parseDocument(input: unknown): ModelDocument {
  return parseModelPart(headSchema, input, 'document');
}

/** Parses a part of a saved model, with the error code of this room. */
export function parseModelPart<T>(schema: z.ZodType<T>, input: unknown, part: string): T {
  return parse(schema, input, { what: `the model's ${part}`, code: 'LEARN_MODEL_INVALID' });
}

/** What is written into a model about the data and settings it came from. */
export function recordTraining(
  encoded: EncodedFrame,
  values: Float64Array,
  options: { readonly fit: FitOptions; readonly seed: number; readonly parameters: object },
): TrainingRecord {
  const { weights } = options.fit;
  let sum = 0;
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    sum += weight * (values[row] as number);
    total += weight;
  }
  return {
    rows: encoded.rows,
    fingerprint: columnFingerprint(encoded, values, weights),
    targetMean: sum / total,
    seed: options.seed,
    parameters: { ...options.parameters },
  };
}

/** The head of a document. */
export function documentHead(model: {
  readonly kind: string;
  readonly target: ModelDocument['target'];
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
}): Omit<ModelDocument, 'body'> {
  const features = model.features.map((feature) =>
    feature.kind === 'category' ? { ...feature, categories: [...feature.categories] } : { ...feature },
  );
  return {
    format: 'tallystick.model',
    version: DOCUMENT_VERSION,
    kind: model.kind,
    target: model.target,
    features,
    ignored: model.ignored.map((column) => ({ ...column })),
    training: model.training,
  };
}
