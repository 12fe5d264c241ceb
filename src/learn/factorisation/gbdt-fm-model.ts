import { sigmoid, z } from '#base';
import type { RowKernel } from '../batch.ts';
import { parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { kernelModel, sharesOf } from '../kernel-model.ts';
import { packFloat64, unpackFloat64 } from '../packed-numbers.ts';
import { featureOrders, sampledShapley } from '../sampled-shapley.ts';
import { forestBody, forestFromBody, forestSchema } from '../tree/forest-body.ts';
import type { Forest } from '../tree/forest.ts';
import { codeRow, factorBody, factorsFromBody, type FactorBody } from './factor-model.ts';
import { factorMargin } from './factor-table.ts';
import { leafCoder } from './leaf-coder.ts';

const bodySchema = z.object({
  forest: forestSchema,
  machine: z.unknown(),
  reference: z.string(),
  importance: z.array(z.number()),
  explainPairs: z.number().int().min(1),
});

/** Trees and the machine over their leaves. */
export interface GbdtFmParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly forest: Forest;
  /** Fields of the features first, then one per tree. */
  readonly machine: FactorBody;
  /** The row against which contributions are told. */
  readonly reference: Float64Array;
  readonly importance: readonly number[];
  readonly explainPairs: number;
}

/** Serves a machine over leaves row by row. */
export function gbdtFmKernel(parts: Omit<GbdtFmParts, 'importance'>): RowKernel {
  const { features, machine, forest } = parts;
  const { fields, table } = machine;
  const plain = fields.slice(0, features.length);
  const last = plain[plain.length - 1];
  const coder = leafCoder(forest, last === undefined ? 0 : last.offset + last.size);
  const coded = { rows: 1, slots: new Int32Array(fields.length), values: new Float64Array(fields.length) };
  const margin = (row: Float64Array, start?: number): number => {
    codeRow(plain, row, coded);
    coder.code(row, coded, plain.length);
    return (start ?? (table.bias[0] as number)) + factorMargin(table, coded, 0);
  };
  const orders = featureOrders(features.length, parts.explainPairs, parts.training.seed);
  const sampler = { margin, reference: parts.reference, orders };
  return { features, margin, transform: sigmoid, explainRow: (row, out) => sampledShapley(sampler, row, out) };
}

/** The model of trees and machine. */
export function gbdtFmModel(parts: GbdtFmParts): Model {
  const importance = sharesOf(Float64Array.from(parts.importance));
  const body = () => ({
    forest: forestBody(parts.forest),
    machine: factorBody(parts.machine),
    reference: packFloat64(parts.reference),
    importance: [...parts.importance],
    explainPairs: parts.explainPairs,
  });
  return kernelModel({ ...parts, kind: 'gbdt-fm', kernel: gbdtFmKernel(parts), importance, body });
}

/** Restores a saved model. */
export function loadGbdtFm(document: ModelDocument): Model {
  const body = parseModelPart(bodySchema, document.body, 'trees and weights');
  const features: Feature[] = document.features;
  const forest = forestFromBody(body.forest, features);
  return gbdtFmModel({
    ...document,
    ...body,
    forest,
    machine: factorsFromBody(body.machine, features.length + forest.roots.length),
    reference: unpackFloat64(body.reference, features.length),
  });
}
