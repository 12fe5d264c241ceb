import { TallyError, log, parse, z } from '#base';
import { parseModelPart } from '../document.ts';
import type { SparseMatrix } from '../margin/sparse-matrix.ts';
import { packFloat64, unpackFloat64 } from '../packed-numbers.ts';
import { termSettings, textTerms, type TermSettings } from './text-terms.ts';

const parametersSchema = z.strictObject({
  ...termSettings.shape,
  /** Terms in fewer training texts are left out. */
  minTexts: z.number().int().min(1).default(1),
  /** 1 + log(count) in place of the count. */
  sublinear: z.boolean().default(true),
});

/** Settings of the text vectoriser. */
export type TfIdfParameters = z.infer<typeof parametersSchema>;

const savedSchema = z.object({ settings: parametersSchema, terms: z.array(z.string()), weights: z.string() });

/** A vocabulary with weights, saved. */
export type SavedTfIdf = z.infer<typeof savedSchema>;

/** Turns texts into rows of term weights. */
export interface TfIdf {
  /** Terms of the vocabulary, in column order. */
  readonly terms: readonly string[];
  transform(texts: readonly string[]): SparseMatrix;
  save(): SavedTfIdf;
}

/**
 * A vocabulary of character or word runs, each text a row of count x (1 + ln((1 + n) / (1 + texts with the term))), scaled
 * to length 1 (the smoothed TF-IDF of scikit-learn). Terms in order of their code units; unknown terms are left out.
 *
 * @throws TallyError `LEARN_SETTINGS`, or `LEARN_NO_FEATURES` when no term is left.
 * @example
 * const vectors = fitTfIdf(texts, { unit: 'word', longest: 2 }).transform(texts);
 */
export function fitTfIdf(texts: readonly string[], parameters: Partial<TfIdfParameters> = {}): TfIdf {
  const settings = parse(parametersSchema, parameters, { what: 'text settings', code: 'LEARN_SETTINGS' });
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const term of new Set(textTerms(text, settings))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= settings.minTexts).map(([term]) => term);
  const terms = kept.sort();
  if (terms.length === 0) {
    throw new TallyError('LEARN_NO_FEATURES', `the ${texts.length} texts have no terms`, {
      hint: 'give texts with words, or lower minTexts',
    });
  }
  const weights = Float64Array.from(terms, (term) => 1 + log((1 + texts.length) / (1 + (counts.get(term) ?? 0))));
  return tfIdf(settings, terms, weights);
}

/** Restores a saved vocabulary. */
export function loadTfIdf(input: unknown): TfIdf {
  const { settings, terms, weights } = parseModelPart(savedSchema, input, 'vocabulary');
  return tfIdf(settings, terms, unpackFloat64(weights, terms.length));
}

function tfIdf(settings: TfIdfParameters, terms: readonly string[], weights: Float64Array): TfIdf {
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  return {
    terms,
    transform: (texts) => {
      const rows = texts.map((text) => textRow(termCounts(text, settings, columnOf), weights, settings.sublinear));
      return stack(rows, terms.length);
    },
    save: () => ({ settings, terms: [...terms], weights: packFloat64(weights) }),
  };
}

function termCounts(text: string, settings: TermSettings, columnOf: ReadonlyMap<string, number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const term of textTerms(text, settings)) {
    const column = columnOf.get(term);
    if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return counts;
}

interface TextRow {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

function textRow(counts: Map<number, number>, weights: Float64Array, isSublinear: boolean): TextRow {
  const indices = Int32Array.from(counts.keys()).sort();
  const values = Float64Array.from(indices, (column) => {
    const count = counts.get(column) ?? 0;
    return (isSublinear ? 1 + log(count) : count) * (weights[column] as number);
  });
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return { indices, values: length > 0 ? values.map((value) => value / length) : values };
}

function stack(rows: readonly TextRow[], columns: number): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ indices }, row) => (starts[row + 1] = (starts[row] as number) + indices.length));
  const total = starts[rows.length] as number;
  const [indices, values] = [new Int32Array(total), new Float64Array(total)];
  rows.forEach((row, at) => {
    indices.set(row.indices, starts[at]);
    values.set(row.values, starts[at]);
  });
  return { rows: rows.length, columns, starts, indices, values };
}
