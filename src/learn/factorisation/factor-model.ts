import { TallyError, sigmoid, z } from '#base';
import type { RowKernel } from '../batch.ts';
import { parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { kernelModel, sharesOf } from '../kernel-model.ts';
import { packFloat64, unpackFloat64 } from '../packed-numbers.ts';
import { fieldMeans, explainFactors, type FieldMeans } from './explain-factors.ts';
import { factorMargin, type FactorTable } from './factor-table.ts';
import { fieldSchema, slotOf, slotValue, type CodedRows, type Field } from './fields.ts';

const bodySchema = z.object({
  fields: z.array(fieldSchema),
  factors: z.number().int().min(0),
  spread: z.number().int().min(1),
  bias: z.number(),
  linear: z.string(),
  vectors: z.string(),
  /** Weighted mean of the value in each slot over the training rows. */
  presence: z.string(),
  epochs: z.number().int(),
});

/** Fields and their weights. */
export interface FactorBody {
  readonly fields: readonly Field[];
  readonly table: FactorTable;
  readonly presence: Float64Array;
  readonly epochs: number;
}

/** A fitted or loaded factorisation machine. */
export interface FactorParts extends FactorBody {
  readonly kind: string;
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
}

/** The model of these weights. */
export function factorModel(parts: FactorParts): Model {
  const { fields, table } = parts;
  const coded = { rows: 1, slots: new Int32Array(fields.length), values: new Float64Array(fields.length) };
  const means = fieldMeans(table, fields, parts.presence);
  const kernel: RowKernel = {
    features: parts.features,
    margin: (row, start) => {
      codeRow(fields, row, coded);
      return (start ?? (table.bias[0] as number)) + factorMargin(table, coded, 0);
    },
    transform: sigmoid,
    explainRow: (row, out) => {
      codeRow(fields, row, coded);
      return explainFactors({ table, means, coded }, out);
    },
  };
  return kernelModel({ ...parts, kernel, importance: importanceOf(parts, means), body: () => factorBody(parts) });
}

/** Writes the active slots of an encoded row, one per field. */
export function codeRow(fields: readonly Field[], row: Float64Array, coded: CodedRows): void {
  for (let f = 0; f < fields.length; f++) {
    coded.slots[f] = slotOf(fields[f] as Field, row[f] as number);
    coded.values[f] = slotValue(fields[f] as Field, row[f] as number);
  }
}

/** Spread of what each field adds when all other fields are at their means, by share. */
function importanceOf({ fields, table, presence }: FactorParts, means: FieldMeans): Float64Array {
  const coded = { rows: 1, slots: new Int32Array(fields.length), values: new Float64Array(fields.length) };
  const out = new Float64Array(fields.length);
  const sizes = new Float64Array(fields.length);
  fields.forEach((field, f) => {
    for (let slot = field.offset; slot < field.offset + field.size; slot++) {
      const share = field.kind === 'value' && slot === field.offset ? 1 : (presence[slot] as number);
      if (share === 0) continue;
      coded.slots.fill(-1);
      coded.slots[f] = slot;
      coded.values[f] = 1;
      explainFactors({ table, means, coded }, out);
      sizes[f] = (sizes[f] as number) + Math.abs(share * (out[f] as number));
    }
  });
  return sharesOf(sizes);
}

/** The saved form of fields and weights. */
export function factorBody({ fields, table, presence, epochs }: FactorBody): z.infer<typeof bodySchema> {
  return {
    fields: fields.map(({ kind, offset, size, mean, sd, cuts }) => ({ kind, offset, size, mean, sd, cuts: [...cuts] })),
    factors: table.factors,
    spread: table.spread,
    bias: table.bias[0] as number,
    linear: packFloat64(table.linear),
    vectors: packFloat64(table.vectors),
    presence: packFloat64(presence),
    epochs,
  };
}

/** Restores a saved FM, FFM or FTRL model. */
export function loadFactors(document: ModelDocument): Model {
  return factorModel({ ...document, ...factorsFromBody(document.body, document.features.length) });
}

/** Restores fields and weights for so many features. */
export function factorsFromBody(input: unknown, features: number): FactorBody {
  const body = parseModelPart(bodySchema, input, 'weights');
  const { fields, factors, spread, epochs } = body;
  const slots = fields.reduce((sum, field) => sum + field.size, 0);
  let at = 0;
  const fits = fields.every(({ offset, size }) => offset === (at += size) - size);
  if (fields.length !== features || !fits || (spread !== 1 && spread !== fields.length)) {
    throw new TallyError('LEARN_MODEL_INVALID', 'the fields of the model do not fit its features', {
      hint: 'the file was changed or cut short: save the model again',
    });
  }
  const table = {
    fields: fields.length,
    factors,
    spread,
    bias: Float64Array.of(body.bias),
    linear: unpackFloat64(body.linear, slots),
    vectors: unpackFloat64(body.vectors, slots * spread * factors),
  };
  return { fields, table, presence: unpackFloat64(body.presence, slots), epochs };
}
