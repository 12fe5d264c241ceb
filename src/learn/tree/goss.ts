import type { Rng } from '#base';
import type { TreeWork } from './kernels.ts';

/**
 * Gradient-based one-side sampling (Ke et al., "LightGBM", NIPS 2017): all rows with large gradients, a sample of the
 * others, whose gradients are raised to stand for the rest. Returns the number of rows taken, which come first.
 */
export function sampleByGradient(
  work: TreeWork,
  { topShare, otherShare }: { readonly topShare: number; readonly otherShare: number },
  rng: Rng,
): number {
  const { rows, scratch, gradients, outputs, matrix } = work;
  const sizes = new Float64Array(matrix.rows);
  for (let row = 0; row < matrix.rows; row++) {
    for (let k = 0; k < outputs; k++)
      sizes[row] = (sizes[row] as number) + Math.abs(gradients[2 * (row * outputs + k)] as number);
  }
  const limit = sizes.slice().sort()[Math.floor((1 - topShare) * (matrix.rows - 1))] as number;
  const share = Math.min(1, otherShare / (1 - topShare));
  let [taken, left] = [0, 0];
  for (let row = 0; row < matrix.rows; row++) {
    const isTop = (sizes[row] as number) > limit;
    if (!isTop && !rng.chance(share)) {
      scratch[left++] = row;
      continue;
    }
    rows[taken++] = row;
    if (isTop) continue;
    const from = 2 * row * outputs;
    for (let at = from; at < from + 2 * outputs; at++) gradients[at] = (gradients[at] as number) / share;
  }
  rows.set(scratch.subarray(0, left), taken);
  return taken;
}
