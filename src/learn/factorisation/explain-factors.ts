import { vectorAt, type FactorTable } from './factor-table.ts';
import type { CodedRows, Field } from './fields.ts';

/** What each field adds on average over the training rows: its line, and its vector towards each field. */
export interface FieldMeans {
  readonly linear: Float64Array;
  /** fields x fields x factors. */
  readonly vectors: Float64Array;
}

/** Means of weights and vectors by field, from the mean value in each slot. */
export function fieldMeans(table: FactorTable, fields: readonly Field[], presence: Float64Array): FieldMeans {
  const { factors } = table;
  const means = { linear: new Float64Array(fields.length), vectors: new Float64Array(fields.length ** 2 * factors) };
  fields.forEach(({ offset, size }, f) => {
    for (let slot = offset; slot < offset + size; slot++) {
      const share = presence[slot] as number;
      means.linear[f] = (means.linear[f] as number) + share * (table.linear[slot] as number);
      for (let g = 0; g < fields.length && factors > 0; g++) {
        const from = vectorAt(table, slot, g);
        const to = (f * fields.length + g) * factors;
        for (let k = 0; k < factors; k++) {
          means.vectors[to + k] = (means.vectors[to + k] as number) + share * (table.vectors[from + k] as number);
        }
      }
    }
  });
  return means;
}

/**
 * Exact Shapley values of a coded row against the product of the fields' training marginals, into `out`; returns the base.
 * A pair <a, b> of fields with means <A, B> is bilinear, so its share for the first is (a - A)(b + B) / 2. A field in
 * slot -1 stands at its mean.
 */
export function explainFactors(
  at: { readonly table: FactorTable; readonly means: FieldMeans; readonly coded: CodedRows },
  out: Float64Array,
): number {
  const { table, means, coded } = at;
  const { fields, factors } = table;
  let base = table.bias[0] as number;
  for (let f = 0; f < fields; f++) {
    const slot = coded.slots[f] as number;
    const mean = means.linear[f] as number;
    base += mean;
    out[f] = slot === -1 ? 0 : (table.linear[slot] as number) * (coded.values[f] as number) - mean;
  }
  for (let f = 0; factors > 0 && f < fields; f++) {
    for (let g = f + 1; g < fields; g++) {
      let [ofF, ofG] = [0, 0];
      for (let k = 0; k < factors; k++) {
        const [meanF, meanG] = [meanAt(at, f, g * factors + k), meanAt(at, g, f * factors + k)];
        const [a, b] = [valueAt(at, f, g * factors + k), valueAt(at, g, f * factors + k)];
        base += meanF * meanG;
        ofF += (a - meanF) * (b + meanG);
        ofG += (b - meanG) * (a + meanF);
      }
      out[f] = (out[f] as number) + ofF / 2;
      out[g] = (out[g] as number) + ofG / 2;
    }
  }
  return base;
}

type Place = Parameters<typeof explainFactors>[0];

/** `place` = field * factors + factor. */
function meanAt({ table, means }: Place, of: number, place: number): number {
  return means.vectors[of * table.fields * table.factors + place] as number;
}

function valueAt(at: Place, of: number, place: number): number {
  const { table, coded } = at;
  const slot = coded.slots[of] as number;
  if (slot === -1) return meanAt(at, of, place);
  const start =
    table.spread > 1 ? slot * table.spread * table.factors + place : slot * table.factors + (place % table.factors);
  return (table.vectors[start] as number) * (coded.values[of] as number);
}
