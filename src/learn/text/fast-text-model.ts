import { exp, z } from '#base';
import { parseModelPart } from '../document.ts';
import { packFloat32, unpackFloat32 } from '../packed-numbers.ts';
import { likeliest, type TextClassifier, type TextDocument } from './text-classifier.ts';
import { wordFeatures, wordFeatureSettings, type WordFeatureSettings } from './word-features.ts';

const bodySchema = z.object({
  dimensions: z.number().int().min(1),
  features: wordFeatureSettings,
  words: z.array(z.string()),
  buckets: z.array(z.number().int().min(0)),
  input: z.string(),
  output: z.string(),
});

/** What fitting leaves: a vector per feature and per class. */
export interface FastTextParts {
  readonly classes: readonly string[];
  readonly dimensions: number;
  readonly features: WordFeatureSettings;
  /** Row of `input` of each feature, in order of insertion. */
  readonly rowOf: ReadonlyMap<string | number, number>;
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly settings: object;
  readonly seed: number;
}

/** The rows of the known features of a text. */
export function knownRows(text: string, parts: Pick<FastTextParts, 'features' | 'rowOf'>): Int32Array {
  const rows: number[] = [];
  for (const feature of wordFeatures(text, parts.features)) {
    const row = parts.rowOf.get(feature);
    if (row !== undefined) rows.push(row);
  }
  return Int32Array.from(rows);
}

/** The mean of these rows of `input` into `hidden`. */
export function meanVector(rows: Int32Array, input: Float32Array, hidden: Float64Array): void {
  const size = hidden.length;
  hidden.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * size;
    for (let d = 0; d < size; d++) hidden[d] = (hidden[d] as number) + (input[from + d] as number);
  }
  if (rows.length > 0) for (let d = 0; d < size; d++) hidden[d] = (hidden[d] as number) / rows.length;
}

/** Softmax of output x hidden into `out`. */
export function classProbabilities(hidden: Float64Array, output: Float32Array, out: Float64Array): void {
  const size = hidden.length;
  let largest = -Infinity;
  for (let k = 0; k < out.length; k++) {
    let sum = 0;
    for (let d = 0; d < size; d++) sum += (output[k * size + d] as number) * (hidden[d] as number);
    out[k] = sum;
    if (sum > largest) largest = sum;
  }
  let total = 0;
  for (let k = 0; k < out.length; k++) total += out[k] = exp((out[k] as number) - largest);
  for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) / total;
}

/** The classifier of fitted or loaded vectors; scores are probabilities. */
export function fastTextModel(parts: FastTextParts): TextClassifier {
  const { classes } = parts;
  const hidden = new Float64Array(parts.dimensions);
  const scores = (texts: readonly string[]): Float64Array => {
    const out = new Float64Array(texts.length * classes.length);
    texts.forEach((text, at) => {
      meanVector(knownRows(text, parts), parts.input, hidden);
      classProbabilities(hidden, parts.output, out.subarray(at * classes.length, (at + 1) * classes.length));
    });
    return out;
  };
  return {
    kind: 'fast-text',
    classes,
    scores,
    predict: (texts) => likeliest(scores(texts), classes),
    save: () => saveFastText(parts),
  };
}

function saveFastText(parts: FastTextParts): TextDocument {
  const keys = [...parts.rowOf.keys()];
  return {
    format: 'tallystick.text-model',
    version: 1,
    kind: 'fast-text',
    classes: [...parts.classes],
    settings: { ...parts.settings },
    seed: parts.seed,
    body: {
      dimensions: parts.dimensions,
      features: parts.features,
      words: keys.filter((key) => typeof key === 'string'),
      buckets: keys.filter((key) => typeof key === 'number'),
      input: packFloat32(parts.input),
      output: packFloat32(parts.output),
    },
  };
}

/** Restores a saved classifier. */
export function loadFastText(document: TextDocument): TextClassifier {
  const { words, buckets, input, output, ...body } = parseModelPart(bodySchema, document.body, 'vectors');
  const keys = [...words, ...buckets];
  return fastTextModel({
    ...document,
    ...body,
    rowOf: new Map(keys.map((key, row) => [key, row])),
    input: unpackFloat32(input, keys.length * body.dimensions),
    output: unpackFloat32(output, document.classes.length * body.dimensions),
  });
}
