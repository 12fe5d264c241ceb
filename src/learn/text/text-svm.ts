import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRng, parse, z } from '#base';
import { parseModelPart } from '../document.ts';
import type { FitOptions } from '../estimator.ts';
import { checkCancelled } from '../fit-input.ts';
import { solveMargin } from '../margin/dual-coordinate-descent.ts';
import { rowScore, type SparseMatrix } from '../margin/sparse-matrix.ts';
import { packFloat64, unpackFloat64 } from '../packed-numbers.ts';
import { likeliest, textClasses, type TextClassifier, type TextDocument } from './text-classifier.ts';
import { fitTfIdf, loadTfIdf, type TfIdf, type TfIdfParameters } from './tf-idf.ts';

const parametersSchema = z.strictObject({
  /** Cost of a text on the wrong side. */
  c: z.number().gt(0).default(1),
  loss: z.enum(['hinge', 'squaredHinge']).default('squaredHinge'),
  tolerance: z.number().gt(0).default(1e-3),
  maxSweeps: z.number().int().min(1).default(1000),
});

/** Settings of the text machine: those of the planes, and of the terms. */
export interface TextSvmParameters extends z.infer<typeof parametersSchema> {
  readonly terms: Partial<TfIdfParameters>;
}

/** How a fit of texts is run. */
export type TextFitOptions = Pick<FitOptions, 'seed' | 'cancel' | 'progress'>;

const bodySchema = z.object({ vocabulary: z.unknown(), planes: z.array(z.string()) });

/**
 * TF-IDF of character (or word) runs and one linear support vector machine per class against all others; scores are
 * distances from the planes.
 *
 * @throws TallyError `LEARN_SETTINGS`, `LEARN_SHAPE`, `LEARN_ONE_CLASS`, `LEARN_NO_FEATURES`, `LEARN_CANCELLED`.
 * @example
 * const model = await fitTextSvm(texts, labels, { terms: { unit: 'char', longest: 5 } });
 */
export async function fitTextSvm(
  texts: readonly string[],
  labels: readonly string[],
  { terms = {}, seed = 42, cancel, progress, ...parameters }: Partial<TextSvmParameters> & TextFitOptions = {},
): Promise<TextClassifier> {
  const settings = parse(parametersSchema, parameters, { what: 'text svm settings', code: 'LEARN_SETTINGS' });
  const { classes, classOf } = textClasses(texts, labels);
  const vectors = fitTfIdf(texts, terms);
  const matrix = vectors.transform(texts);
  const cost = new Float64Array(matrix.rows).fill(settings.c);
  const rng = createRng(seed).fork('text-svm');
  const planes: Float64Array[] = [];
  for (let k = 0; k < classes.length; k++) {
    const sign = Float64Array.from(classOf, (of) => (of === k ? 1 : -1));
    planes.push(solveMargin({ ...settings, matrix, sign, cost }, rng.fork('class', k)).weights);
    progress?.({ step: k + 1, steps: classes.length });
    await nextTurn();
    checkCancelled(cancel);
  }
  return textSvm({ classes, vectors, planes, settings, seed });
}

interface TextSvmParts {
  readonly classes: readonly string[];
  readonly vectors: TfIdf;
  readonly planes: readonly Float64Array[];
  readonly settings: object;
  readonly seed: number;
}

function textSvm({ classes, vectors, planes, settings, seed }: TextSvmParts): TextClassifier {
  const scores = (texts: readonly string[]): Float64Array => planeScores(vectors.transform(texts), planes);
  return {
    kind: 'text-svm',
    classes,
    scores,
    predict: (texts) => likeliest(scores(texts), classes),
    save: () => ({
      format: 'tallystick.text-model',
      version: 1,
      kind: 'text-svm',
      classes: [...classes],
      settings: { ...settings },
      seed,
      body: { vocabulary: vectors.save(), planes: planes.map(packFloat64) },
    }),
  };
}

function planeScores(matrix: SparseMatrix, planes: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(matrix.rows * planes.length);
  for (let row = 0; row < matrix.rows; row++) {
    planes.forEach((plane, k) => (out[row * planes.length + k] = rowScore(matrix, row, plane)));
  }
  return out;
}

/** Restores a saved text machine. */
export function loadTextSvm(document: TextDocument): TextClassifier {
  const body = parseModelPart(bodySchema, document.body, 'planes');
  const vectors = loadTfIdf(body.vocabulary);
  const planes = body.planes.map((plane) => unpackFloat64(plane, vectors.terms.length + 1));
  return textSvm({ ...document, vectors, planes });
}
