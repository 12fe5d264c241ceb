import { TallyError, sigmoid, z } from '#base';
import { checkRow, explainBatch, predictWide } from '../batch.ts';
import { documentHead, parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { sharesOf } from '../kernel-model.ts';
import { packFloat64, unpackFloat64 } from '../packed-numbers.ts';
import { featureOrders, sampledShapley } from '../sampled-shapley.ts';
import { codeInto, emptyBatch, inputSchema, inputWidths, type NetworkInput } from './inputs.ts';
import { layOut, type NetworkShape } from './layout.ts';
import { Network } from './network.ts';

const bodySchema = z.object({
  inputs: z.array(inputSchema),
  hidden: z.array(z.number().int().min(1)),
  experts: z.number().int().min(1),
  tower: z.number().int().min(0),
  /** Log-odds of each task before the network speaks; their number is that of the tasks. */
  intercepts: z.array(z.number()).min(1),
  parameters: z.string(),
  size: z.number().int(),
  reference: z.string(),
  importance: z.array(z.number()),
  explainPairs: z.number().int().min(1),
  epochs: z.number().int(),
});

/** A fitted or loaded network. */
export interface NnParts {
  readonly target: 'binary' | 'tasks';
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly inputs: readonly NetworkInput[];
  readonly hidden: readonly number[];
  readonly experts: number;
  readonly tower: number;
  readonly intercepts: readonly number[];
  readonly parameters: Float64Array;
  /** The row against which contributions are told. */
  readonly reference: Float64Array;
  /** Mean absolute contribution per feature. */
  readonly importance: readonly number[];
  readonly explainPairs: number;
  readonly epochs: number;
}

/** The shape of the network of a model. */
export function shapeOf({ inputs, hidden, experts, tower, intercepts }: Omit<NnParts, 'importance'>): NetworkShape {
  return { ...inputWidths(inputs), hidden, experts, tower, tasks: intercepts.length };
}

/** A function of encoded rows that fills the margins of all tasks, without allocation. */
export function marginsOf(parts: Omit<NnParts, 'importance'>): (row: Float64Array) => Float64Array {
  const network = new Network(layOut(shapeOf(parts)), parts.parameters, 1);
  const batch = emptyBatch(parts.inputs, 1);
  const place = { inputs: parts.inputs, row: parts.reference };
  return (row) => {
    place.row = row;
    codeInto(batch, 0, place);
    network.forward(batch);
    return network.margins;
  };
}

/** Sampled Shapley values of one output of a network. */
export function nnContributions(parts: Omit<NnParts, 'importance'>) {
  const margins = marginsOf(parts);
  const orders = featureOrders(parts.features.length, parts.explainPairs, parts.training.seed);
  return (row: Float64Array, out: Float64Array, output = 0): number => {
    const margin = (at: Float64Array): number => (parts.intercepts[output] as number) + (margins(at)[output] as number);
    return sampledShapley({ margin, reference: parts.reference, orders }, row, out);
  };
}

/** The model of these parameters. */
export function nnModel(parts: NnParts): Model {
  const { target, features, ignored, training, intercepts } = parts;
  const outputs = intercepts.length;
  const margins = marginsOf(parts);
  const predict = (row: Float64Array, out: Float64Array, start?: Float64Array): void => {
    const own = margins(row);
    for (let k = 0; k < outputs; k++) {
      const from = start === undefined ? (intercepts[k] as number) : (start[k] as number);
      out[k] = sigmoid(from + (own[k] as number));
    }
  };
  const one = new Float64Array(outputs);
  const scoreAll = (row: Float64Array, out: Float64Array): void => {
    checkRow(features, row);
    predict(row, out);
  };
  const kernel = { features, explainRow: nnContributions(parts) };
  return {
    kind: 'nn',
    target,
    outputs,
    features,
    ignored,
    importance: sharesOf(Float64Array.from(parts.importance)),
    predict: (frame, options) => predictWide({ features, outputs, predict }, frame, options),
    explain: (frame, output) => explainBatch(kernel, frame, output),
    score: (row) => {
      scoreAll(row, one);
      return one[0] as number;
    },
    scoreAll,
    explainRow: kernel.explainRow,
    save: () => ({ ...documentHead({ kind: 'nn', target, features, ignored, training }), body: bodyOf(parts) }),
  };
}

function bodyOf(parts: NnParts): z.infer<typeof bodySchema> {
  const { experts, tower, explainPairs, epochs } = parts;
  return {
    inputs: parts.inputs.map((input) => ({ ...input })),
    hidden: [...parts.hidden],
    experts,
    tower,
    intercepts: [...parts.intercepts],
    parameters: packFloat64(parts.parameters),
    size: parts.parameters.length,
    reference: packFloat64(parts.reference),
    importance: [...parts.importance],
    explainPairs,
    epochs,
  };
}

/** Restores a saved network. */
export function loadNn(document: ModelDocument): Model {
  const body = parseModelPart(bodySchema, document.body, 'network');
  const { features, ignored, training, target } = document;
  const parameters = unpackFloat64(body.parameters, body.size);
  const reference = unpackFloat64(body.reference, features.length);
  const parts = { ...body, features, ignored, training, parameters, reference };
  if (target === 'binary' || target === 'tasks') {
    const whole = { ...parts, target };
    if (body.inputs.length === features.length && layOut(shapeOf(whole)).size === body.size) return nnModel(whole);
  }
  throw new TallyError('LEARN_MODEL_INVALID', 'the network of the model does not fit its features', {
    hint: 'the file was changed or cut short: save the model again',
  });
}
