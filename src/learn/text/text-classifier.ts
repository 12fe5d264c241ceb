import { TallyError, z } from '#base';

/** A fitted classifier of texts. */
export interface TextClassifier {
  readonly kind: string;
  /** The labels that occurred, sorted. */
  readonly classes: readonly string[];
  /** The likeliest class of each text. */
  predict(texts: readonly string[]): string[];
  /** texts x classes, row by row: what `predict` takes the largest of. */
  scores(texts: readonly string[]): Float64Array;
  save(): TextDocument;
}

/** Head of a saved text classifier. */
export const textDocumentSchema = z.object({
  format: z.literal('tallystick.text-model'),
  version: z.literal(1),
  kind: z.string(),
  classes: z.array(z.string()).min(2),
  settings: z.record(z.string(), z.unknown()),
  seed: z.number(),
  body: z.unknown(),
});

/** A saved text classifier: plain JSON. */
export type TextDocument = z.infer<typeof textDocumentSchema>;

/** Classes of training labels and the class number of each text. */
export interface TextClasses {
  readonly classes: readonly string[];
  readonly classOf: Int32Array;
}

/**
 * Numbers the classes of labels in order of their code units.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_ONE_CLASS`.
 */
export function textClasses(texts: readonly string[], labels: readonly string[]): TextClasses {
  if (texts.length !== labels.length || texts.length === 0) {
    throw new TallyError('LEARN_SHAPE', `there are ${labels.length} labels for ${texts.length} texts`, {
      hint: 'give one label per text, and at least one text',
    });
  }
  const classes = [...new Set(labels)].sort();
  if (classes.length === 1) {
    throw new TallyError('LEARN_ONE_CLASS', `all ${texts.length} texts have the label "${classes[0]}"`, {
      hint: 'a classifier needs texts of at least two classes',
    });
  }
  const numberOf = new Map(classes.map((name, index) => [name, index]));
  return { classes, classOf: Int32Array.from(labels, (label) => numberOf.get(label) ?? 0) };
}

/** The class with the largest score of each row; the first of equals. */
export function likeliest(scores: Float64Array, classes: readonly string[]): string[] {
  const width = classes.length;
  return Array.from({ length: scores.length / width }, (_, row) => {
    let best = 0;
    for (let k = 1; k < width; k++) {
      if ((scores[row * width + k] as number) > (scores[row * width + best] as number)) best = k;
    }
    return classes[best] as string;
  });
}
