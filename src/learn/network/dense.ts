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
export function denseForward(parameters: Float64Array, layer: DenseLayer, flow: DenseFlow): void {
  const { outputs } = layer;
  // Four outputs at a time: their sums do not wait for one another, and each is added up in the same order as alone.
  const inFours = outputs - (outputs % 4);
  for (let row = 0; row < flow.rows; row++) {
    for (let o = 0; o < inFours; o += 4) forwardFour(parameters, layer, { flow, row, o });
    for (let o = inFours; o < outputs; o++) forwardOne(parameters, layer, { flow, row, o });
  }
}

interface OutputPlace {
  readonly flow: DenseFlow;
  readonly row: number;
  readonly o: number;
}

function forwardFour(parameters: Float64Array, { inputs, outputs, at, isRectified }: DenseLayer, place: OutputPlace) {
  const { flow, row, o } = place;
  const { input, output } = flow;
  const [biases, from] = [at + inputs * outputs + o, row * inputs];
  let w0 = at + o * inputs;
  let w1 = w0 + inputs;
  let w2 = w1 + inputs;
  let w3 = w2 + inputs;
  let s0 = parameters[biases] as number;
  let s1 = parameters[biases + 1] as number;
  let s2 = parameters[biases + 2] as number;
  let s3 = parameters[biases + 3] as number;
  for (let i = from; i < from + inputs; i++) {
    const x = input[i] as number;
    s0 += (parameters[w0++] as number) * x;
    s1 += (parameters[w1++] as number) * x;
    s2 += (parameters[w2++] as number) * x;
    s3 += (parameters[w3++] as number) * x;
  }
  const to = row * outputs + o;
  output[to] = isRectified && s0 < 0 ? 0 : s0;
  output[to + 1] = isRectified && s1 < 0 ? 0 : s1;
  output[to + 2] = isRectified && s2 < 0 ? 0 : s2;
  output[to + 3] = isRectified && s3 < 0 ? 0 : s3;
}

function forwardOne(parameters: Float64Array, { inputs, outputs, at, isRectified }: DenseLayer, place: OutputPlace) {
  const { flow, row, o } = place;
  const [from, weights] = [row * inputs, at + o * inputs];
  let sum = parameters[at + inputs * outputs + o] as number;
  for (let i = 0; i < inputs; i++) sum += (parameters[weights + i] as number) * (flow.input[from + i] as number);
  flow.output[row * outputs + o] = isRectified && sum < 0 ? 0 : sum;
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
