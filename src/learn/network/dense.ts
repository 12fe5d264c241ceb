/** A dense layer inside a common parameter array: `outputs` x `inputs` weights from `at`, then one bias per output. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly at: number;
  /** Negative outputs count as 0. */
  readonly isRectified: boolean;
}

/** How many parameters a layer takes. */
export function denseSize({ inputs, outputs }: Pick<DenseLayer, 'inputs' | 'outputs'>): number {
  return (inputs + 1) * outputs;
}

/** Values of a batch on both sides of a layer, row-major. */
export interface DenseFlow {
  readonly rows: number;
  readonly input: Float64Array;
  readonly output: Float64Array;
}

/** output = weights x input + bias, rectified when the layer says so. */
export function denseForward(parameters: Float64Array, layer: DenseLayer, { rows, input, output }: DenseFlow): void {
  const { inputs, outputs, at, isRectified } = layer;
  const biases = at + inputs * outputs;
  for (let row = 0; row < rows; row++) {
    const from = row * inputs;
    for (let o = 0; o < outputs; o++) {
      let sum = parameters[biases + o] as number;
      const weights = at + o * inputs;
      for (let i = 0; i < inputs; i++) sum += (parameters[weights + i] as number) * (input[from + i] as number);
      output[row * outputs + o] = isRectified && sum < 0 ? 0 : sum;
    }
  }
}

/** Derivatives of the loss by both sides of a layer; those by the input are added to. */
export interface DenseSlopes extends DenseFlow {
  /** By the output; a rectified layer sets it to 0 where the output is 0. */
  readonly outputSlope: Float64Array;
  readonly inputSlope: Float64Array;
  /** By the parameters; added to. */
  readonly gradient: Float64Array;
}

/** Carries derivatives from the output to the input and the parameters. */
export function denseBackward(parameters: Float64Array, layer: DenseLayer, flow: DenseSlopes): void {
  const { inputs, outputs, at, isRectified } = layer;
  const { input, output, outputSlope, inputSlope, gradient } = flow;
  const biases = at + inputs * outputs;
  for (let row = 0; row < flow.rows; row++) {
    const from = row * inputs;
    for (let o = 0; o < outputs; o++) {
      const place = row * outputs + o;
      if (isRectified && output[place] === 0) outputSlope[place] = 0;
      const slope = outputSlope[place] as number;
      if (slope === 0) continue;
      const weights = at + o * inputs;
      gradient[biases + o] = (gradient[biases + o] as number) + slope;
      for (let i = 0; i < inputs; i++) {
        const w = weights + i;
        gradient[w] = (gradient[w] as number) + slope * (input[from + i] as number);
        inputSlope[from + i] = (inputSlope[from + i] as number) + slope * (parameters[w] as number);
      }
    }
  }
}
