import { TallyError, z } from '#base';
import type { RowKernel } from '../batch.ts';
import type { Feature } from '../feature.ts';
import { termValue } from './terms.ts';

/** A term of a linear model with its weight, as it is saved. */
export const weightedTermSchema = z.object({
  feature: z.number().int().min(0),
  kind: z.enum(['value', 'missing', 'categories']),
  codes: z.array(z.number().int()),
  impute: z.number(),
  mean: z.number(),
  sd: z.number().gt(0),
  /** Per standard deviation of the term. */
  coefficient: z.number(),
});

export type WeightedTerm = z.infer<typeof weightedTermSchema>;

/** The same where the fit tells standard errors. */
export const fittedTermSchema = weightedTermSchema.extend({ standardError: z.number() });

/** Serves any model that is a weighted sum of standardised terms. */
export function linearKernel(
  features: readonly Feature[],
  terms: readonly WeightedTerm[],
  { intercept, transform }: { readonly intercept: number; readonly transform: (margin: number) => number },
): RowKernel {
  const effects = features.map((feature, index) =>
    effectOf(
      feature,
      terms.filter((term) => term.feature === index),
    ),
  );
  return {
    features,
    margin: (row, from = intercept) => {
      let margin = from;
      for (let f = 0; f < effects.length; f++) margin += contribution(effects[f] as Effect, row[f] as number);
      return margin;
    },
    transform,
    explainRow: (row, out) => {
      for (let f = 0; f < effects.length; f++) out[f] = contribution(effects[f] as Effect, row[f] as number);
      return intercept;
    },
  };
}

/** What one feature adds to the margin: a line, a table by category, and a constant when missing. */
interface Effect {
  readonly slope: number;
  readonly centre: number;
  readonly shift: number;
  /** By category; undefined for a number. */
  readonly table: Float64Array | undefined;
  readonly atMissing: number;
}

function effectOf(feature: Feature, terms: readonly WeightedTerm[]): Effect {
  const sumAt = (value: number, of: readonly WeightedTerm[]): number =>
    of.reduce((sum, term) => sum + (term.coefficient * (termValue(term, value) - term.mean)) / term.sd, 0);
  const atMissing = sumAt(NaN, terms);
  if (feature.kind === 'category') {
    const table = Float64Array.from(feature.categories, (_, code) => sumAt(code, terms));
    return { slope: 0, centre: 0, shift: 0, table, atMissing };
  }
  const line = terms.find((term) => term.kind === 'value');
  const shift = sumAt(
    0,
    terms.filter((term) => term.kind === 'missing'),
  );
  const slope = line === undefined ? 0 : line.coefficient / line.sd;
  return { slope, centre: line?.mean ?? 0, shift, table: undefined, atMissing };
}

function contribution(effect: Effect, value: number): number {
  if (value !== value) return effect.atMissing;
  if (effect.table !== undefined) return effect.table[value] ?? effect.atMissing;
  return effect.slope * (value - effect.centre) + effect.shift;
}

/** Absolute standardised coefficients by feature, summing to 1 unless all are 0. */
export function coefficientImportance(terms: readonly WeightedTerm[], features: number): Float64Array {
  const sums = new Float64Array(features);
  for (const { feature, coefficient } of terms) sums[feature] = (sums[feature] as number) + Math.abs(coefficient);
  const total = sums.reduce((sum, value) => sum + value, 0);
  return total > 0 ? sums.map((value) => value / total) : sums;
}

/** Throws `LEARN_MODEL_INVALID` when a saved term names a feature that is not there. */
export function checkTerms(terms: readonly WeightedTerm[], features: number): void {
  if (terms.every(({ feature }) => feature < features)) return;
  throw new TallyError('LEARN_MODEL_INVALID', 'a term of the model belongs to no feature', {
    hint: 'the file was changed or cut short: save the model again',
  });
}
