import type { PolicyModel } from '#decide';

/** Models that score one factor vector in one call. */
export interface ModelSet {
  /** In the order of the scores. */
  readonly ids: readonly string[];
  readonly hashes: readonly string[];
  /** Writes the score of each model on `values` (factors in catalogue order) into `out`; nothing is allocated. */
  score(values: Float64Array, out: Float64Array): void;
}

/** A set of models that are loaded. */
export function modelSet(ids: readonly string[], programs: readonly PolicyModel[]): ModelSet {
  return {
    ids,
    hashes: programs.map(({ hash }) => hash),
    score(values, out) {
      for (let i = 0; i < programs.length; i++) out[i] = programs[i]?.score(values) ?? NaN;
    },
  };
}
