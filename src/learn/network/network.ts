import { exp } from '#base';
import { denseBackward, denseForward, type DenseLayer } from './dense.ts';
import type { NetworkLayout } from './layout.ts';

/** A batch of rows as they enter: numbers and category codes, row-major. */
export interface NetworkBatch {
  readonly rows: number;
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
}

/** Values of a chain of layers, and their derivatives. */
interface Chain {
  readonly layers: readonly DenseLayer[];
  readonly values: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
}

/**
 * Embeddings, experts, gates and heads over typed arrays, forward and backward, for batches up to `capacity` rows:
 * a shared bottom, or a multi-gate mixture of experts (Ma, Zhao, Yi, Chen, Hong, Chi, KDD 2018).
 */
export class Network {
  readonly parameters: Float64Array;
  /** Of the loss by the parameters, summed by `backward`. */
  readonly gradient: Float64Array;
  /** rows x tasks: log-odds without the intercepts. */
  readonly margins: Float64Array;
  private readonly layout: NetworkLayout;
  private readonly input: Float64Array;
  private readonly inputSlope: Float64Array;
  private readonly experts: readonly Chain[];
  private readonly gates: readonly Chain[];
  private readonly heads: readonly Chain[];
  /** What enters each task's head, and the derivatives. */
  private readonly mixed: readonly Float64Array[];
  private readonly mixedSlopes: readonly Float64Array[];

  constructor(layout: NetworkLayout, parameters: Float64Array, capacity: number) {
    const buffer = (width: number): Float64Array => new Float64Array(capacity * width);
    const chain = (layers: readonly DenseLayer[]): Chain => ({
      layers,
      values: layers.map(({ outputs }) => buffer(outputs)),
      slopes: layers.map(({ outputs }) => buffer(outputs)),
    });
    this.layout = layout;
    this.parameters = parameters;
    this.gradient = new Float64Array(layout.size);
    this.margins = buffer(layout.shape.tasks);
    this.input = buffer(layout.inputs);
    this.inputSlope = buffer(layout.inputs);
    this.experts = layout.experts.map(chain);
    this.gates = layout.gates.map((gate) => chain([gate]));
    this.heads = layout.heads.map(chain);
    this.mixed = layout.heads.map(([first]) => buffer(first?.inputs ?? 0));
    this.mixedSlopes = layout.heads.map(([first]) => buffer(first?.inputs ?? 0));
  }

  /** Fills `margins` for a batch. */
  forward(batch: NetworkBatch): void {
    this.assemble(batch);
    for (const expert of this.experts) this.runForward(expert, this.input, batch.rows);
    const { tasks } = this.layout.shape;
    for (let task = 0; task < tasks; task++) {
      this.mix(task, batch.rows);
      const head = this.heads[task] as Chain;
      this.runForward(head, this.mixed[task] as Float64Array, batch.rows);
      const last = head.values[head.values.length - 1] as Float64Array;
      for (let row = 0; row < batch.rows; row++) this.margins[row * tasks + task] = last[row] as number;
    }
  }

  /** Adds to `gradient` for the batch of the last `forward`, given the derivatives of the loss by `margins`. */
  backward(batch: NetworkBatch, marginSlopes: Float64Array): void {
    const { tasks } = this.layout.shape;
    this.inputSlope.fill(0);
    for (const { slopes } of this.experts) slopes[slopes.length - 1]?.fill(0);
    for (let task = 0; task < tasks; task++) {
      const head = this.heads[task] as Chain;
      const last = head.slopes[head.slopes.length - 1] as Float64Array;
      for (let row = 0; row < batch.rows; row++) last[row] = marginSlopes[row * tasks + task] as number;
      const mixedSlope = (this.mixedSlopes[task] as Float64Array).fill(0);
      this.runBackward(head, { input: this.mixed[task] as Float64Array, inputSlope: mixedSlope, rows: batch.rows });
      this.unmix(task, batch.rows);
    }
    for (const expert of this.experts) {
      this.runBackward(expert, { input: this.input, inputSlope: this.inputSlope, rows: batch.rows });
    }
    this.intoEmbeddings(batch);
  }

  private assemble({ rows, numbers, codes }: NetworkBatch): void {
    const { shape, inputs, embeddings } = this.layout;
    for (let row = 0; row < rows; row++) {
      let at = row * inputs;
      for (let j = 0; j < shape.numbers; j++) this.input[at++] = numbers[row * shape.numbers + j] as number;
      for (let c = 0; c < shape.categories.length; c++) {
        const { width } = shape.categories[c] as { width: number };
        const from = (embeddings[c] as number) + (codes[row * shape.categories.length + c] as number) * width;
        for (let d = 0; d < width; d++) this.input[at++] = this.parameters[from + d] as number;
      }
    }
  }

  private intoEmbeddings({ rows, codes }: NetworkBatch): void {
    const { shape, inputs, embeddings } = this.layout;
    for (let row = 0; row < rows; row++) {
      let at = row * inputs + shape.numbers;
      for (let c = 0; c < shape.categories.length; c++) {
        const { width } = shape.categories[c] as { width: number };
        const to = (embeddings[c] as number) + (codes[row * shape.categories.length + c] as number) * width;
        for (let d = 0; d < width; d++) {
          this.gradient[to + d] = (this.gradient[to + d] as number) + (this.inputSlope[at++] as number);
        }
      }
    }
  }

  private runForward({ layers, values }: Chain, input: Float64Array, rows: number): void {
    let from = input;
    for (let l = 0; l < layers.length; l++) {
      const output = values[l] as Float64Array;
      denseForward(this.parameters, layers[l] as DenseLayer, { rows, input: from, output });
      from = output;
    }
  }

  private runBackward(chain: Chain, end: { input: Float64Array; inputSlope: Float64Array; rows: number }): void {
    const { layers, values, slopes } = chain;
    for (let l = layers.length - 1; l >= 0; l--) {
      const input = l === 0 ? end.input : (values[l - 1] as Float64Array);
      const inputSlope = l === 0 ? end.inputSlope : (slopes[l - 1] as Float64Array).fill(0);
      denseBackward(this.parameters, layers[l] as DenseLayer, {
        rows: end.rows,
        input,
        output: values[l] as Float64Array,
        outputSlope: slopes[l] as Float64Array,
        inputSlope,
        gradient: this.gradient,
      });
    }
  }

  private bottomWidth(): number {
    const { shape, inputs } = this.layout;
    return shape.hidden[shape.hidden.length - 1] ?? inputs;
  }

  private outputOf(expert: number): Float64Array {
    const { values } = this.experts[expert] as Chain;
    return values[values.length - 1] ?? this.input;
  }

  /** What a task sees: the only expert, or the experts weighted by its gate. */
  private mix(task: number, rows: number): void {
    const out = this.mixed[task] as Float64Array;
    const gate = this.gates[task];
    if (gate === undefined) {
      out.set(this.outputOf(0));
      return;
    }
    this.runForward(gate, this.input, rows);
    const { experts } = this.layout.shape;
    const weights = gate.values[0] as Float64Array;
    softmaxRows(weights, rows, experts);
    const width = this.bottomWidth();
    out.fill(0);
    for (let e = 0; e < experts; e++) {
      const values = this.outputOf(e);
      for (let row = 0; row < rows; row++) {
        const weight = weights[row * experts + e] as number;
        for (let i = row * width; i < (row + 1) * width; i++) {
          out[i] = (out[i] as number) + weight * (values[i] as number);
        }
      }
    }
  }

  /** Carries the derivatives of `mix` to experts and gate. */
  private unmix(task: number, rows: number): void {
    const slope = this.mixedSlopes[task] as Float64Array;
    const gate = this.gates[task];
    const { experts } = this.layout.shape;
    const width = this.bottomWidth();
    for (let row = 0; row < rows; row++) {
      let mean = 0;
      for (let e = 0; e < experts; e++) {
        const weight = gate === undefined ? 1 : ((gate.values[0] as Float64Array)[row * experts + e] as number);
        const pull = this.throughExpert(e, { slope, weight, from: row * width, to: (row + 1) * width });
        if (gate !== undefined) (gate.slopes[0] as Float64Array)[row * experts + e] = weight * pull;
        mean += weight * pull;
      }
      if (gate !== undefined) centreRow(gate, { row, experts, mean });
    }
    if (gate !== undefined) this.runBackward(gate, { input: this.input, inputSlope: this.inputSlope, rows });
  }

  /** Adds a task's derivatives to those of an expert; returns the derivative by its weight. */
  private throughExpert(
    expert: number,
    part: { slope: Float64Array; weight: number; from: number; to: number },
  ): number {
    const { slope, weight, from, to } = part;
    const values = this.outputOf(expert);
    const { slopes } = this.experts[expert] as Chain;
    const into = slopes[slopes.length - 1] ?? this.inputSlope;
    let pull = 0;
    for (let i = from; i < to; i++) {
      into[i] = (into[i] as number) + weight * (slope[i] as number);
      pull += (values[i] as number) * (slope[i] as number);
    }
    return pull;
  }
}

/** The softmax derivative: w (pull - mean pull), from w pull. */
function centreRow({ values, slopes }: Chain, at: { row: number; experts: number; mean: number }): void {
  const [weights, slope] = [values[0] as Float64Array, slopes[0] as Float64Array];
  for (let i = at.row * at.experts; i < (at.row + 1) * at.experts; i++) {
    slope[i] = (slope[i] as number) - at.mean * (weights[i] as number);
  }
}

function softmaxRows(values: Float64Array, rows: number, width: number): void {
  for (let from = 0; from < rows * width; from += width) {
    let largest = -Infinity;
    for (let i = from; i < from + width; i++) largest = Math.max(largest, values[i] as number);
    let total = 0;
    for (let i = from; i < from + width; i++) total += values[i] = exp((values[i] as number) - largest);
    for (let i = from; i < from + width; i++) values[i] = (values[i] as number) / total;
  }
}
