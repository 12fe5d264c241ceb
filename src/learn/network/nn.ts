import { createRng, exp, log, log1p, parse, sigmoid, z, type Rng } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import { fitEpochs, type EpochLearner } from '../early-stopping.ts';
import { encodeFrame } from '../encode.ts';
import type { Estimator, FitOptions, Model } from '../estimator.ts';
import type { EncodedFrame } from '../feature.ts';
import { fitColumns } from '../fit-input.ts';
import { fitSteps } from '../fit-steps.ts';
import { referenceRow } from '../linear/reference-row.ts';
import { meanContributions } from '../sampled-shapley.ts';
import { targetValues, type Target } from '../target.ts';
import { Adam } from './adam.ts';
import { codeColumns, learnInputs, type NetworkInput } from './inputs.ts';
import { layOut, startParameters } from './layout.ts';
import { Network, type NetworkBatch } from './network.ts';
import { nnContributions, nnModel, shapeOf, type NnParts } from './nn-model.ts';
import { tasksOf, type NetworkTask } from './tasks-of.ts';

const parametersSchema = z.strictObject({
  /** Widths of the rectified layers. */
  hidden: z.array(z.number().int().min(1).max(4096)).max(10).default([32, 16]),
  /** 1 = a bottom that all tasks share; more = a mixture of so many experts with a gate per task (MMoE). */
  experts: z.number().int().min(1).max(64).default(1),
  /** Width of a layer of each task's own; 0 = none. */
  tower: z.number().int().min(0).max(4096).default(0),
  /** Widest embedding of a category. */
  embedding: z.number().int().min(1).max(256).default(8),
  batch: z.number().int().min(1).default(64),
  learningRate: z.number().gt(0).default(0.002),
  /** Weight decay per step, times the rate. */
  decay: z.number().min(0).default(0.01),
  epochs: z.number().int().min(1).max(10_000).default(60),
  holdout: z.number().min(0).max(0.5).default(0.1),
  patience: z.number().int().min(1).default(5),
  /** Random orders of features, and their reverses, behind an explanation. */
  explainPairs: z.number().int().min(1).max(1000).default(8),
});

/** Settings of the network. */
export type NnParameters = z.infer<typeof parametersSchema>;

/**
 * A small dense network: standardised numbers with missing flags, embeddings for categories, rectified layers, a head per
 * task; Adam with early stopping. Fits binary targets, and several yes-or-no tasks by a shared bottom or a mixture of
 * experts. Explanations are sampled Shapley values against the usual row.
 *
 * @example
 * const model = await nn({ experts: 4, tower: 8 }).fit(frame, { kind: 'tasks', tasks });
 */
export function nn(parameters: Partial<NnParameters> = {}): Estimator {
  const settings = parse(parametersSchema, parameters, { what: 'nn settings', code: 'LEARN_SETTINGS' });
  return { kind: 'nn', fit: (frame, target, options = {}) => fitNn(settings, { frame, target, options }) };
}

/** Rows as they enter, with outcomes and starting margins. */
interface LearningRows {
  readonly coded: NetworkBatch;
  readonly tasks: readonly NetworkTask[];
  /** rows x tasks. */
  readonly offset: Float64Array | undefined;
}

async function fitNn(
  settings: NnParameters,
  call: { frame: Frame; target: Target; options: FitOptions },
): Promise<Model> {
  const { frame, target, options } = call;
  const outputs = target.kind === 'tasks' ? target.tasks.length : 1;
  const { encoded, weights, baseMargin, seed } = checked(call, outputs);
  const tasks = tasksOf(target, encoded.rows, weights);
  const ones = weights ?? new Float64Array(encoded.rows).fill(1);
  const inputs = learnInputs(encoded, ones, settings.embedding);
  const data = { coded: codeColumns(inputs, encoded.columns, encoded.rows), tasks, offset: baseMargin };
  const valid = options.valid && validRows(options.valid, encoded, inputs);
  const intercepts = tasks.map((task) => (baseMargin === undefined ? logOdds(task) : 0));
  const parts = {
    ...settings,
    target: target.kind === 'tasks' ? ('tasks' as const) : ('binary' as const),
    features: encoded.features,
    ignored: encoded.ignored,
    training: recordTraining(encoded, targetValues(target), { fit: options, seed, parameters: settings }),
    inputs,
    intercepts,
    reference: referenceRow(encoded, ones),
    parameters: new Float64Array(),
  };
  const rng = createRng(seed).fork('nn');
  const plan = { settings, data, valid, parts: { ...parts, epochs: 0 }, rng };
  const step = fitSteps(options, settings.epochs);
  const start = (): EpochLearner<Float64Array> => startLearner(plan);
  const { result: parameters, epochs } = await fitEpochs({
    rows: frame.rows,
    hasValid: valid !== undefined,
    settings,
    rng,
    step,
    start,
  });
  const whole = { ...parts, parameters, epochs };
  return nnModel({ ...whole, importance: importanceOf(whole, encoded) });
}

function checked({ frame, target, options }: { frame: Frame; target: Target; options: FitOptions }, outputs: number) {
  if (frame.rows > 0) tasksOf(target, frame.rows, undefined);
  return fitColumns(frame, options, outputs);
}

function validRows(
  { frame, target, weights, baseMargin }: NonNullable<FitOptions['valid']>,
  { features }: EncodedFrame,
  inputs: readonly NetworkInput[],
): LearningRows {
  const coded = codeColumns(inputs, encodeFrame(frame, features), frame.rows);
  return { coded, tasks: tasksOf(target, frame.rows, weights), offset: baseMargin };
}

function logOdds({ label, weights }: NetworkTask): number {
  let [events, total] = [0, 0];
  for (let row = 0; row < label.length; row++) {
    const weight = weights[row] as number;
    total += weight;
    if (label[row] === 1) events += weight;
  }
  return log((events + 0.5) / (total - events + 0.5));
}

interface LearnerPlan {
  readonly settings: NnParameters;
  readonly data: LearningRows;
  readonly valid: LearningRows | undefined;
  readonly parts: Omit<NnParts, 'importance'>;
  readonly rng: Rng;
}

function startLearner({ settings, data, valid, parts, rng }: LearnerPlan): EpochLearner<Float64Array> {
  const layout = layOut(shapeOf(parts));
  const network = new Network(layout, startParameters(layout, rng.fork('start')), settings.batch);
  const adam = new Adam(network.parameters, settings);
  const reader = new BatchReader(data, parts.intercepts, settings.batch);
  const watcher = valid && new BatchReader(valid, parts.intercepts, settings.batch);
  return {
    learn: (order) => {
      for (let from = 0; from < order.length; from += settings.batch) {
        const batch = reader.read(order.subarray(from, from + settings.batch));
        network.forward(batch);
        network.backward(batch, reader.slopes(network.margins));
        adam.step(network.gradient);
      }
    },
    loss: (rows) => {
      const of = rows === undefined ? (watcher ?? reader) : reader;
      return of.meanLoss(network, rows ?? Int32Array.from({ length: of.rows }, (_, row) => row));
    },
    result: () => network.parameters.slice(),
  };
}

/** Gathers rows into batches and tells losses and their derivatives. */
class BatchReader {
  readonly rows: number;
  private readonly data: LearningRows;
  private readonly intercepts: readonly number[];
  private readonly capacity: number;
  private readonly room: { rows: number; numbers: Float64Array; codes: Int32Array };
  private readonly slopeRoom: Float64Array;
  private readonly unit: readonly number[];
  private at: Int32Array = new Int32Array();

  constructor(data: LearningRows, intercepts: readonly number[], capacity: number) {
    const { coded, tasks } = data;
    this.rows = coded.rows;
    this.data = data;
    this.intercepts = intercepts;
    this.capacity = capacity;
    const [numbers, codes] = [coded.numbers.length / coded.rows, coded.codes.length / coded.rows];
    this.room = { rows: 0, numbers: new Float64Array(capacity * numbers), codes: new Int32Array(capacity * codes) };
    this.slopeRoom = new Float64Array(capacity * tasks.length);
    // The mean weight counts as 1, so that steps do not depend on the scale of weights.
    this.unit = tasks.map(({ weights }) => {
      const known = weights.filter((weight) => weight > 0);
      return known.length / known.reduce((sum, weight) => sum + weight, 0);
    });
  }

  read(rows: Int32Array): NetworkBatch {
    const { coded } = this.data;
    const [numbers, codes] = [this.room.numbers.length / this.capacity, this.room.codes.length / this.capacity];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      for (let j = 0; j < numbers; j++) this.room.numbers[i * numbers + j] = coded.numbers[row * numbers + j] as number;
      for (let c = 0; c < codes; c++) this.room.codes[i * codes + c] = coded.codes[row * codes + c] as number;
    }
    this.room.rows = rows.length;
    this.at = rows;
    return this.room;
  }

  /** Of the mean loss of the batch that was read last, by its margins. */
  slopes(margins: Float64Array): Float64Array {
    this.each(margins, (place, task, margin) => {
      const row = this.at[(place - task) / this.data.tasks.length] as number;
      const { label, weights } = this.data.tasks[task] as NetworkTask;
      const weight = (weights[row] as number) * (this.unit[task] as number);
      this.slopeRoom[place] = weight === 0 ? 0 : (weight * (sigmoid(margin) - (label[row] as number))) / this.at.length;
    });
    return this.slopeRoom;
  }

  /** Mean loss over tasks of these rows. */
  meanLoss(network: Network, rows: Int32Array): number {
    const sums = this.data.tasks.map(() => ({ loss: 0, weight: 0 }));
    for (let from = 0; from < rows.length; from += this.capacity) {
      network.forward(this.read(rows.subarray(from, from + this.capacity)));
      this.each(network.margins, (place, task, margin) => {
        const row = this.at[(place - task) / this.data.tasks.length] as number;
        const { label, weights } = this.data.tasks[task] as NetworkTask;
        const weight = weights[row] as number;
        const sum = sums[task];
        if (weight === 0 || sum === undefined) return;
        const against = label[row] === 1 ? -margin : margin;
        sum.loss += weight * (against > 0 ? against + log1p(exp(-against)) : log1p(exp(against)));
        sum.weight += weight;
      });
    }
    return sums.reduce((sum, { loss, weight }) => sum + (weight > 0 ? loss / weight : 0), 0) / sums.length;
  }

  private each(margins: Float64Array, visit: (place: number, task: number, margin: number) => void): void {
    const { tasks, offset } = this.data;
    for (let i = 0; i < this.at.length; i++) {
      for (let task = 0; task < tasks.length; task++) {
        const place = i * tasks.length + task;
        const row = this.at[i] as number;
        const start =
          offset === undefined ? (this.intercepts[task] as number) : (offset[row * tasks.length + task] as number);
        visit(place, task, start + (margins[place] as number));
      }
    }
  }
}

/** Mean absolute contributions, summed over tasks. */
function importanceOf(parts: Omit<NnParts, 'importance'>, encoded: EncodedFrame): number[] {
  const explain = nnContributions(parts);
  const byTask = parts.intercepts.map((_, task) => meanContributions((row, out) => explain(row, out, task), encoded));
  return parts.features.map((_, f) => byTask.reduce((sum, of) => sum + (of[f] as number), 0));
}
