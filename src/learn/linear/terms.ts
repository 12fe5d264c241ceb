import { TallyError } from '#base';
import type { EncodedFrame } from '../feature.ts';

/** One column of the design: a value, a missing flag, or membership in a set of categories. */
export interface Term {
  /** Index into the model's features. */
  readonly feature: number;
  readonly kind: 'value' | 'missing' | 'categories';
  /** Category indexes that count as 1, for kind `categories`. */
  readonly codes: readonly number[];
  /** What a missing value is replaced with (weighted median), for kind `value`. */
  readonly impute: number;
  /** Weighted mean and standard deviation before standardisation. */
  readonly mean: number;
  readonly sd: number;
}

/** The terms of a design and their standardised columns. */
export interface Design {
  readonly rows: number;
  readonly terms: readonly Term[];
  readonly columns: readonly Float64Array[];
}

/** Categories with a term of their own; rarer ones share one. */
const MAX_DUMMIES = 50;

/** Builds the design of a training frame: terms without variation (after weighting) are left out. */
export function buildDesign(encoded: EncodedFrame, weights: Float64Array): Design {
  const terms: Term[] = [];
  const columns: Float64Array[] = [];
  const add = (draft: Omit<Term, 'mean' | 'sd'>): void => {
    const values = rawTerm(draft, encoded.columns[draft.feature] as Float64Array);
    const { mean, sd } = moments(values, weights);
    if (!(sd > 1e-12 * Math.max(1, Math.abs(mean)))) return;
    for (let row = 0; row < values.length; row++) values[row] = ((values[row] as number) - mean) / sd;
    terms.push({ ...draft, mean, sd });
    columns.push(values);
  };
  encoded.features.forEach((described, feature) => {
    const values = encoded.columns[feature] as Float64Array;
    if (described.kind === 'number') {
      add({ feature, kind: 'value', codes: [], impute: weightedMedian(values, weights) });
    } else {
      for (const codes of dummies(values, weights, described.categories.length)) {
        add({ feature, kind: 'categories', codes, impute: 0 });
      }
    }
    add({ feature, kind: 'missing', codes: [], impute: 0 });
  });
  return { rows: encoded.rows, terms, columns };
}

/** The term before standardisation, of one encoded value. */
export function termValue(term: Pick<Term, 'kind' | 'codes' | 'impute'>, value: number): number {
  if (term.kind === 'value') return value === value ? value : term.impute;
  if (term.kind === 'missing') return value === value ? 0 : 1;
  return term.codes.includes(value) ? 1 : 0;
}

function rawTerm(term: Omit<Term, 'mean' | 'sd'>, values: Float64Array): Float64Array {
  return values.map((value) => termValue(term, value));
}

function moments(values: Float64Array, weights: Float64Array): { mean: number; sd: number } {
  let total = 0;
  let sum = 0;
  for (let row = 0; row < values.length; row++) {
    total += weights[row] as number;
    sum += (weights[row] as number) * (values[row] as number);
  }
  const mean = sum / total;
  let squares = 0;
  for (let row = 0; row < values.length; row++)
    squares += (weights[row] as number) * ((values[row] as number) - mean) ** 2;
  return { mean, sd: Math.sqrt(squares / total) };
}

/** The least value that has at least half of the weight at or below it; 0 when all are missing. */
export function weightedMedian(values: Float64Array, weights: Float64Array): number {
  const rows = new Uint32Array(values.length).map((_, row) => row);
  const present = rows.filter((row) => values[row] === values[row] && (weights[row] as number) > 0);
  present.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const total = present.reduce((sum, row) => sum + (weights[row] as number), 0);
  let below = 0;
  for (const row of present) {
    below += weights[row] as number;
    if (below >= total / 2) return values[row] as number;
  }
  return 0;
}

/** One group of codes per dummy: each frequent category but the most frequent (the reference), then all rare ones. */
function dummies(values: Float64Array, weights: Float64Array, categories: number): number[][] {
  const mass = new Float64Array(categories);
  for (let row = 0; row < values.length; row++) {
    const code = values[row] as number;
    if (code === code) mass[code] = (mass[code] as number) + (weights[row] as number);
  }
  const ranked = [...mass.keys()].sort((a, b) => (mass[b] as number) - (mass[a] as number) || a - b);
  const own = ranked.slice(1, MAX_DUMMIES + 1).map((code) => [code]);
  const rare = ranked.slice(MAX_DUMMIES + 1);
  return rare.length > 0 ? [...own, rare] : own;
}

/** Of more terms than this the matrix of second derivatives does not fit into memory. */
const MOST_TERMS = 10_000;

/** Throws `LEARN_TOO_WIDE` when a method that needs a matrix of terms x terms is given too many. */
export function demandNarrow(design: Design, learner: string): void {
  const terms = design.terms.length;
  if (terms <= MOST_TERMS) return;
  throw new TallyError('LEARN_TOO_WIDE', `${learner} has ${terms} terms and can take ${MOST_TERMS}`, {
    hint: 'take gbdt or svm, or auto, which chooses columns, or leave columns out',
    data: { terms },
  });
}
