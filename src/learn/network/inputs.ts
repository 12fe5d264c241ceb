import { z } from '#base';
import type { EncodedFrame } from '../feature.ts';
import { weightedMedian } from '../linear/terms.ts';
import type { NetworkBatch } from './network.ts';

export const inputSchema = z.discriminatedUnion('kind', [
  /** A standardised number, 0 when missing, and a flag when values were missing in training. */
  z.object({ kind: z.literal('number'), mean: z.number(), sd: z.number().gt(0), hasFlag: z.boolean() }),
  /** A code into an embedding; the last code stands for missing. */
  z.object({ kind: z.literal('category'), codes: z.number().int().min(2), width: z.number().int().min(1) }),
]);

/** How one feature enters a network. */
export type NetworkInput = z.infer<typeof inputSchema>;

/** Standardised values further out count as this far. */
const FARTHEST = 5;

/** How the features of a training frame enter; embeddings are at most `widest` numbers wide. */
export function learnInputs(encoded: EncodedFrame, weights: Float64Array, widest: number): NetworkInput[] {
  return encoded.features.map((feature, f) => {
    if (feature.kind === 'category') {
      const codes = feature.categories.length + 1;
      return { kind: 'category', codes, width: Math.min(widest, Math.ceil(Math.sqrt(codes))) };
    }
    const values = encoded.columns[f] as Float64Array;
    const middle = weightedMedian(values, weights);
    let [total, sum, squares, missing] = [0, 0, 0, 0];
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      const weight = weights[row] as number;
      if (value !== value) missing += weight;
      else
        [total, sum, squares] = [
          total + weight,
          sum + weight * (value - middle),
          squares + weight * (value - middle) ** 2,
        ];
    }
    const shift = total > 0 ? sum / total : 0;
    const variance = total > 0 ? squares / total - shift * shift : 0;
    return { kind: 'number', mean: middle + shift, sd: variance > 0 ? Math.sqrt(variance) : 1, hasFlag: missing > 0 };
  });
}

/** Numbers and categories that the inputs give per row. */
export function inputWidths(inputs: readonly NetworkInput[]): {
  numbers: number;
  categories: { codes: number; width: number }[];
} {
  const categories: { codes: number; width: number }[] = [];
  let numbers = 0;
  for (const input of inputs) {
    if (input.kind === 'category') categories.push({ codes: input.codes, width: input.width });
    else numbers += input.hasFlag ? 2 : 1;
  }
  return { numbers, categories };
}

/** Room for `rows` rows. */
export function emptyBatch(inputs: readonly NetworkInput[], rows: number): NetworkBatch {
  const { numbers, categories } = inputWidths(inputs);
  return { rows, numbers: new Float64Array(rows * numbers), codes: new Int32Array(rows * categories.length) };
}

/** Writes an encoded row at place `at` of a batch. */
export function codeInto(
  batch: NetworkBatch,
  at: number,
  from: { inputs: readonly NetworkInput[]; row: Float64Array },
): void {
  const { inputs, row } = from;
  const { numbers, codes } = batch;
  let [n, c] = [(numbers.length / batch.rows) * at, (codes.length / batch.rows) * at];
  for (let f = 0; f < inputs.length; f++) {
    const input = inputs[f] as NetworkInput;
    const value = row[f] as number;
    const isMissing = value !== value;
    if (input.kind === 'category') codes[c++] = isMissing ? input.codes - 1 : Math.min(value, input.codes - 1);
    else {
      const scaled = isMissing ? 0 : (value - input.mean) / input.sd;
      numbers[n++] = Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
      if (input.hasFlag) numbers[n++] = isMissing ? 1 : 0;
    }
  }
}

/** Codes full columns. */
export function codeColumns(
  inputs: readonly NetworkInput[],
  columns: readonly Float64Array[],
  rows: number,
): NetworkBatch {
  const batch = emptyBatch(inputs, rows);
  const row = new Float64Array(columns.length);
  for (let at = 0; at < rows; at++) {
    for (let f = 0; f < row.length; f++) row[f] = (columns[f] as Float64Array)[at] as number;
    codeInto(batch, at, { inputs, row });
  }
  return batch;
}
