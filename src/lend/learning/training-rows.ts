import { must } from '#base';
import { unpackFactors, type DecisionLog } from '#decide';
import type { TrainingRows } from '#scores';
import type { Label } from './labels.ts';
import { thinned } from './thinned.ts';

/** Training rows, and what surrounds them. */
export interface MaturedRows extends TrainingRows {
  /** Vectors of the newest applications, against which drift is measured. */
  readonly recent: readonly Float64Array[];
  /**
   * Vectors of all applications decided between the first and the last row, lent to or not: what the population looked like;
   * an even sample when there are very many.
   */
  readonly reference: readonly Float64Array[];
}

const RECENT = 1500;
const REFERENCE = 10_000;

/**
 * Joins labels with the factor vectors that were recorded when the applications were decided: point-in-time by
 * construction, nothing is looked up later. Rows keep the order of the labels.
 */
export async function trainingRows(
  decisions: DecisionLog,
  factors: readonly string[],
  labels: readonly Label[],
): Promise<MaturedRows> {
  const wanted = new Map(labels.map(({ applicationId }, i) => [applicationId, i]));
  const vectors = new Array<Float64Array | undefined>(labels.length).fill(undefined);
  const reference = thinned<string>(REFERENCE);
  let newest: string[] = [];
  for await (const records of decisions.scan()) {
    newest = [...newest, ...records.map((record) => record.factors)].slice(-RECENT);
    for (const record of records) {
      const place = wanted.get(record.applicationId);
      if (place !== undefined) vectors[place] = unpackFactors(record.factors);
      wanted.delete(record.applicationId);
      const isBetween = wanted.size > 0 && wanted.size < labels.length;
      if (isBetween || place !== undefined) reference.add(record.factors);
    }
  }
  return {
    factors,
    vectors: vectors.map((vector, i) => must(vector, `decision of ${labels[i]?.applicationId}`)),
    labels: Float64Array.from(labels, ({ value }) => value),
    recent: newest.map(unpackFactors),
    reference: reference.items.map(unpackFactors),
  };
}
