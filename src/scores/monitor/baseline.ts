import { jobFrame, psiBaseline, type Model, type PsiBaseline } from '#learn';

/** What a factor looked like when the model was made. */
export interface FactorBaseline extends PsiBaseline {
  readonly name: string;
  /** Part in the model; all parts add up to 1. */
  readonly importance: number;
  /** Share of applications without a value. */
  readonly missing: number;
}

/** A model's score and factors over all applications of the window of its training data. Plain JSON. */
export interface MonitoringBaseline {
  readonly rows: number;
  readonly score: PsiBaseline;
  /** Factors that the model makes use of, by falling importance. */
  readonly factors: readonly FactorBaseline[];
}

/**
 * The baseline of a model on factor vectors (in the order of `factors`); applications that were decided, not only those with
 * an outcome.
 */
export function monitoringBaseline(
  model: Model,
  factors: readonly string[],
  vectors: readonly Float64Array[],
): MonitoringBaseline {
  const column = (name: string): Float64Array => columnOf(vectors, factors.indexOf(name));
  const columns = model.features.map(({ name }) => ({ name, values: column(name) }));
  const scores = model.predict(jobFrame({ columns, target: new Float64Array(vectors.length) }));
  const used = [...model.features.keys()]
    .filter((f) => (model.importance[f] ?? 0) > 0)
    .sort((a, b) => (model.importance[b] ?? 0) - (model.importance[a] ?? 0) || a - b);
  return {
    rows: vectors.length,
    score: psiBaseline(scores.subarray(0, vectors.length)),
    factors: used.map((f) => {
      const { name = '', values = new Float64Array() } = columns[f] ?? {};
      const importance = model.importance[f] ?? 0;
      return { name, importance, ...psiBaseline(values), missing: missingShare(values) };
    }),
  };
}

/** One factor of many vectors; NaN where the catalogue has no such factor. */
export function columnOf(vectors: readonly Float64Array[], place: number): Float64Array {
  return Float64Array.from(vectors, (vector) => vector[place] ?? NaN);
}

export function missingShare(values: Float64Array): number {
  let missing = 0;
  for (const value of values) if (value !== value) missing++;
  return values.length === 0 ? 0 : missing / values.length;
}
