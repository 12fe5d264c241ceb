import { exp, sigmoid } from '#base';
import type { Exposure, TreeWork } from './kernels.ts';

/** As in `TreeKernels`. */
export function logistic(
  { margins, gradients }: TreeWork,
  labels: Float64Array,
  weights: Float64Array | undefined,
): void {
  for (let row = 0; row < labels.length; row++) {
    const p = sigmoid(margins[row] as number);
    const weight = weights === undefined ? 1 : (weights[row] as number);
    gradients[2 * row] = (p - (labels[row] as number)) * weight;
    gradients[2 * row + 1] = Math.max(p * (1 - p), 1e-16) * weight;
  }
}

/** As in `TreeKernels`. */
export function hazards({ margins, gradients, matrix }: TreeWork, { fields, windows }: Exposure): void {
  const { rows } = matrix;
  const at = (field: number, row: number): number => fields[field * rows + row] as number;
  for (let row = 0; row < rows; row++) {
    const [first, last, weight] = [at(0, row), at(1, row), at(5, row)];
    for (let j = first; j <= last; j++) {
      let share = weight;
      if (j === first) share *= at(3, row);
      if (j === last) share *= at(4, row);
      const margin = margins[row * windows + j] as number;
      const e = exp(margin > 0 ? -margin : margin);
      const small = e / (1 + e);
      const chance = margin > 0 ? 1 - small : small;
      const pair = 2 * (row * windows + j);
      gradients[pair] = chance * share;
      gradients[pair + 1] = Math.max(chance * (1 - chance), 1e-16) * share;
    }
    if (at(2, row) === 0) continue;
    const pair = 2 * (row * windows + last);
    gradients[pair] = (gradients[pair] as number) - weight;
  }
}

/** As in `TreeKernels`. */
export function foldChannels(work: TreeWork, channelOf: Int32Array): void {
  const { gradients, channelGradients: sums, outputs, channels, matrix } = work;
  sums.fill(0);
  for (let row = 0; row < matrix.rows; row++) {
    for (let k = 0; k < outputs; k++) {
      const from = 2 * (row * outputs + k);
      const to = 2 * (row * channels + (channelOf[k] as number));
      sums[to] = (sums[to] as number) + (gradients[from] as number);
      sums[to + 1] = (sums[to + 1] as number) + (gradients[from + 1] as number);
    }
  }
}
