/** Adam with decoupled weight decay (Kingma, Ba, ICLR 2015; Loshchilov, Hutter, ICLR 2019). */
export class Adam {
  private readonly parameters: Float64Array;
  private readonly settings: { readonly learningRate: number; readonly decay: number };
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private meanLeft = 1;
  private squareLeft = 1;

  constructor(parameters: Float64Array, settings: { readonly learningRate: number; readonly decay: number }) {
    this.parameters = parameters;
    this.settings = settings;
    this.mean = new Float64Array(parameters.length);
    this.square = new Float64Array(parameters.length);
  }

  /** One step against a gradient, which is set to 0. */
  step(gradient: Float64Array): void {
    const { parameters, mean, square } = this;
    const { learningRate, decay } = this.settings;
    this.meanLeft *= 0.9;
    this.squareLeft *= 0.999;
    const rate = (learningRate * Math.sqrt(1 - this.squareLeft)) / (1 - this.meanLeft);
    for (let i = 0; i < parameters.length; i++) {
      const by = gradient[i] as number;
      const m = 0.9 * (mean[i] as number) + 0.1 * by;
      const s = 0.999 * (square[i] as number) + 0.001 * by * by;
      mean[i] = m;
      square[i] = s;
      const held = parameters[i] as number;
      parameters[i] = held - (rate * m) / (Math.sqrt(s) + 1e-8) - learningRate * decay * held;
    }
    gradient.fill(0);
  }
}
