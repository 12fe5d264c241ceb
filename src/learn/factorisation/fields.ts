import { z } from '#base';
import type { EncodedFrame, Feature } from '../feature.ts';

export const fieldSchema = z.object({
  /** `value` carries a standardised number in one slot, `bins` one slot per interval, `category` one per category. */
  kind: z.enum(['value', 'bins', 'category']),
  /** First slot of the field; its last slot stands for a missing value. */
  offset: z.number().int().min(0),
  size: z.number().int().min(2),
  mean: z.number(),
  sd: z.number().gt(0),
  /** Upper ends of all intervals but the last, for kind `bins`. */
  cuts: z.array(z.number()),
});

/** How one feature becomes a slot and a value: every row has exactly one active slot per field. */
export type Field = z.infer<typeof fieldSchema>;

/** Rows as active slots, `fields` of each per row. */
export interface CodedRows {
  readonly rows: number;
  readonly slots: Int32Array;
  readonly values: Float64Array;
}

/** Standardised values further out count as this far. */
const FARTHEST = 6;

/** Lays out the fields of a training frame; numbers in `bins` intervals of equal weight, or as they are with 0 bins. */
export function layFields(encoded: EncodedFrame, weights: Float64Array, bins: number): Field[] {
  let offset = 0;
  return encoded.features.map((feature, index) => {
    const field = layField(feature, { values: encoded.columns[index] as Float64Array, weights, bins, offset });
    offset += field.size;
    return field;
  });
}

interface FieldData {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly bins: number;
  readonly offset: number;
}

function layField(feature: Feature, { values, weights, bins, offset }: FieldData): Field {
  const plain = { offset, mean: 0, sd: 1, cuts: [] };
  if (feature.kind === 'category') return { ...plain, kind: 'category', size: feature.categories.length + 1 };
  if (bins > 0) {
    const cuts = quantileCuts(values, weights, bins);
    return { ...plain, kind: 'bins', cuts, size: cuts.length + 2 };
  }
  let [total, sum, squares] = [0, 0, 0];
  const each = (add: (weight: number, value: number) => void): void => {
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      if (value === value) add(weights[row] as number, value);
    }
  };
  each((weight, value) => {
    total += weight;
    sum += weight * value;
  });
  const mean = total > 0 ? sum / total : 0;
  each((weight, value) => (squares += weight * (value - mean) ** 2));
  const sd = total > 0 && squares > 0 ? Math.sqrt(squares / total) : 1;
  return { ...plain, kind: 'value', size: 2, mean, sd };
}

function quantileCuts(values: Float64Array, weights: Float64Array, bins: number): number[] {
  const present = Int32Array.from(values.keys()).filter((row) => values[row] === values[row]);
  present.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const total = present.reduce((sum, row) => sum + (weights[row] as number), 0);
  const last = values[present[present.length - 1] ?? 0] as number;
  const cuts: number[] = [];
  let below = 0;
  for (const row of present) {
    below += weights[row] as number;
    const value = values[row] as number;
    if (below < ((cuts.length + 1) * total) / bins || value >= last) continue;
    if (value !== cuts[cuts.length - 1]) cuts.push(value);
  }
  return cuts.slice(0, bins - 1);
}

/** The active slot of one encoded value. */
export function slotOf(field: Field, value: number): number {
  if (value !== value) return field.offset + field.size - 1;
  if (field.kind === 'value') return field.offset;
  if (field.kind === 'category') return field.offset + Math.min(value, field.size - 1);
  const { cuts } = field;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return field.offset + low;
}

/** The value in the active slot: 1, or the standardised number. */
export function slotValue(field: Field, value: number): number {
  if (field.kind !== 'value' || value !== value) return 1;
  return Math.max(-FARTHEST, Math.min(FARTHEST, (value - field.mean) / field.sd));
}

/** Codes full columns. */
export function codeRows(fields: readonly Field[], columns: readonly Float64Array[], rows: number): CodedRows {
  const slots = new Int32Array(rows * fields.length);
  const values = new Float64Array(rows * fields.length);
  fields.forEach((field, f) => {
    const column = columns[f] as Float64Array;
    for (let row = 0; row < rows; row++) {
      slots[row * fields.length + f] = slotOf(field, column[row] as number);
      values[row * fields.length + f] = slotValue(field, column[row] as number);
    }
  });
  return { rows, slots, values };
}
