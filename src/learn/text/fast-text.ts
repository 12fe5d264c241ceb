import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRng, parse, shuffle, z } from '#base';
import { checkCancelled } from '../fit-input.ts';
import { classProbabilities, fastTextModel, knownRows, meanVector, type FastTextParts } from './fast-text-model.ts';
import { textClasses, type TextClassifier, type TextClasses } from './text-classifier.ts';
import type { TextFitOptions } from './text-svm.ts';
import { wordFeatures, wordFeatureSettings, type WordFeatureSettings } from './word-features.ts';

const parametersSchema = z.strictObject({
  ...wordFeatureSettings.shape,
  dimensions: z.number().int().min(1).max(1000).default(50),
  epochs: z.number().int().min(1).default(25),
  /** At the start; falls in a line to 0. */
  learningRate: z.number().gt(0).default(0.5),
  /** Words in fewer training texts have no vector of their own. */
  minCount: z.number().int().min(1).default(1),
});

/** Settings of the text classifier with averaged vectors. */
export type FastTextParameters = z.infer<typeof parametersSchema>;

/**
 * A vector per word, per hashed run of characters and of words, averaged over the text, and a softmax over classes: plain
 * stochastic gradient steps with a rate that falls in a line (Joulin, Grave, Bojanowski, Mikolov, "Bag of tricks for
 * efficient text classification", 2016). Unlike the original, runs never seen in training are left out.
 *
 * @throws TallyError `LEARN_SETTINGS`, `LEARN_SHAPE`, `LEARN_ONE_CLASS`, `LEARN_CANCELLED`.
 * @example
 * const model = await fitFastText(texts, labels, { dimensions: 50, epochs: 25 });
 */
export async function fitFastText(
  texts: readonly string[],
  labels: readonly string[],
  { seed = 42, cancel, progress, ...parameters }: Partial<FastTextParameters> & TextFitOptions = {},
): Promise<TextClassifier> {
  const settings = parse(parametersSchema, parameters, { what: 'fast-text settings', code: 'LEARN_SETTINGS' });
  const { classes, classOf } = textClasses(texts, labels);
  const features = featureSettings(settings);
  const rowOf = vocabulary(texts, features, settings.minCount);
  const rng = createRng(seed).fork('fast-text');
  const start = rng.fork('start');
  const span = 2 / settings.dimensions;
  const input = new Float32Array(rowOf.size * settings.dimensions).map(() => (start.uniform() - 0.5) * span);
  const output = new Float32Array(classes.length * settings.dimensions);
  const parts = { classes, dimensions: settings.dimensions, features, rowOf, input, output, settings, seed };
  const rows = texts.map((text) => knownRows(text, parts));
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const order = shuffle(Int32Array.from(rows.keys()), rng.fork('order', epoch));
    trainEpoch(parts, { rows, order, classOf, from: epoch / settings.epochs, settings });
    progress?.({ step: epoch + 1, steps: settings.epochs });
    await nextTurn();
    checkCancelled(cancel);
  }
  return fastTextModel(parts);
}

function featureSettings({ wordRuns, shortestChars, longestChars, buckets, lowercase }: FastTextParameters) {
  return { wordRuns, shortestChars, longestChars, buckets, lowercase };
}

/** Rows of vectors: words that occur often enough, then buckets, each in order of first appearance. */
function vocabulary(texts: readonly string[], settings: WordFeatureSettings, minCount: number) {
  const counts = new Map<string | number, number>();
  for (const text of texts) {
    for (const feature of wordFeatures(text, settings)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const words = [...counts].filter(([key, count]) => typeof key === 'string' && count >= minCount);
  const buckets = [...counts].filter(([key]) => typeof key === 'number');
  return new Map([...words, ...buckets].map(([key], row) => [key, row]));
}

interface Epoch extends Pick<TextClasses, 'classOf'> {
  readonly rows: readonly Int32Array[];
  readonly order: Int32Array;
  /** Share of the whole fit that is done when the epoch starts. */
  readonly from: number;
  readonly settings: FastTextParameters;
}

function trainEpoch(parts: FastTextParts, epoch: Epoch): void {
  const { settings, order } = epoch;
  const hidden = new Float64Array(parts.dimensions);
  const pull = new Float64Array(parts.dimensions);
  const probabilities = new Float64Array(parts.classes.length);
  for (let i = 0; i < order.length; i++) {
    const text = order[i] as number;
    const rows = epoch.rows[text] as Int32Array;
    if (rows.length === 0) continue;
    const rate = settings.learningRate * (1 - epoch.from - i / (order.length * settings.epochs));
    meanVector(rows, parts.input, hidden);
    classProbabilities(hidden, parts.output, probabilities);
    stepOutput(parts.output, { probabilities, hidden, pull, truth: epoch.classOf[text] as number, rate });
    stepInput(parts.input, rows, pull);
  }
}

interface OutputStep {
  readonly probabilities: Float64Array;
  readonly hidden: Float64Array;
  /** Receives the change of the hidden vector. */
  readonly pull: Float64Array;
  readonly truth: number;
  readonly rate: number;
}

function stepOutput(output: Float32Array, { probabilities, hidden, pull, truth, rate }: OutputStep): void {
  const size = hidden.length;
  pull.fill(0);
  for (let k = 0; k < probabilities.length; k++) {
    const step = rate * ((k === truth ? 1 : 0) - (probabilities[k] as number));
    const from = k * size;
    for (let d = 0; d < size; d++) {
      const weight = output[from + d] as number;
      pull[d] = (pull[d] as number) + step * weight;
      output[from + d] = weight + step * (hidden[d] as number);
    }
  }
}

function stepInput(input: Float32Array, rows: Int32Array, pull: Float64Array): void {
  const size = pull.length;
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * size;
    for (let d = 0; d < size; d++) input[from + d] = (input[from + d] as number) + (pull[d] as number) / rows.length;
  }
}
