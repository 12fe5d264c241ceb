import { SUM_ROWS, fixedScale, type NodeRange } from './kernels.ts';
import type { TreeKernels, TreeWork } from './kernels.ts';
import { SLOTS, type BinnedMatrix } from './matrix.ts';
import { foldChannels, hazards, logistic } from './plain-losses.ts';
import { scan } from './plain-scan.ts';

/** Plain TypeScript: runs everywhere, and is the oracle of the WebAssembly kernels. */
export const plainKernels: TreeKernels = {
  kind: 'typescript',
  arena: {
    bytes: (length) => new Uint8Array(length),
    words: (length) => new Uint32Array(length),
    integers: (length) => new Int32Array(length),
    doubles: (length) => new Float64Array(length),
  },
  sort: (arrays) => arrays.forEach((values) => values.sort()),
  binNumbers,
  logistic,
  hazards,
  foldChannels,
  pack,
  buildHistogram,
  subtractHistogram,
  scan,
  partition,
  leafSums,
  addValues,
  close: () => undefined,
};

function binNumbers(
  { rows, bins, columns, stride, cuts, categorical }: BinnedMatrix,
  sources: readonly Float64Array[],
): void {
  sources.forEach((values, feature) => {
    if (categorical[feature] === 1) return;
    const limits = cuts[feature] as Float64Array;
    for (let row = 0; row < rows; row++) {
      const value = values[row] as number;
      const bin = value === value ? lowerBound(limits, value) : limits.length + 1;
      bins[row * stride + feature] = bin;
      columns[feature * rows + row] = bin;
    }
  });
}

/** The first bin whose upper cut is not below the value. */
function lowerBound(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pack(work: TreeWork): void {
  const { matrix, channels, channelGradients: from, pairs, pairStride, units } = work;
  for (let channel = 0; channel < channels; channel++) {
    const [scaleG, scaleH] = [0, 1].map((part) => {
      let total = 0;
      for (let row = 0; row < matrix.rows; row += SUM_ROWS) {
        let sum = 0;
        const end = Math.min(matrix.rows, row + SUM_ROWS);
        for (let i = row; i < end; i++) sum += Math.abs(from[2 * (i * channels + channel) + part] as number);
        total += sum;
      }
      const scale = fixedScale(total, matrix.rows);
      units[2 * channel + part] = 1 / scale;
      return scale;
    }) as [number, number];
    for (let row = 0; row < matrix.rows; row++) {
      const at = 2 * (row * channels + channel);
      const to = row * pairStride + 2 * channel;
      pairs[to + 1] = nearest((from[at] as number) * scaleG);
      pairs[to] = nearest((from[at + 1] as number) * scaleH);
    }
  }
}

/** 1.5 x 2^52: adding it drops the fraction, rounding half to even as the machine does. */
const ROUNDING = 6_755_399_441_055_744;

function nearest(value: number): number {
  return value + ROUNDING - ROUNDING;
}

function buildHistogram(work: TreeWork, range: NodeRange, histogram: Int32Array): void {
  const { matrix, rows, pairs, pairStride, channels } = work;
  const { bins, stride, width: padded } = matrix;
  const width = 2 * channels;
  histogram.fill(0);
  for (let i = range.from; i < range.to; i++) {
    const row = rows[i] as number;
    const pair = row * pairStride;
    for (let f = 0; f < padded; f++) {
      const slot = (f * SLOTS + (bins[row * stride + f] as number)) * width;
      for (let k = 0; k < width; k++)
        histogram[slot + k] = (histogram[slot + k] as number) + (pairs[pair + k] as number);
    }
  }
}

function subtractHistogram(parent: Int32Array, child: Int32Array): void {
  for (let slot = 0; slot < parent.length; slot++) parent[slot] = (parent[slot] as number) - (child[slot] as number);
}

function partition(work: TreeWork, range: NodeRange, split: { feature: number; goesLeft: Uint8Array }): number {
  const { rows, scratch, matrix } = work;
  const bins = matrix.columns.subarray(split.feature * matrix.rows);
  let left = range.from;
  let right = 0;
  for (let i = range.from; i < range.to; i++) {
    const row = rows[i] as number;
    const isLeft = split.goesLeft[bins[row] as number] as number;
    rows[left] = row;
    scratch[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  rows.set(scratch.subarray(0, right), left);
  return left;
}

function leafSums({ rows, gradients, outputs }: TreeWork, leaves: readonly NodeRange[]): Float64Array {
  const width = 2 * outputs;
  const sums = new Float64Array(width * leaves.length);
  leaves.forEach(({ from, to }, leaf) => {
    const at = leaf * width;
    for (let i = from; i < to; i++) {
      const pair = (rows[i] as number) * width;
      for (let k = 0; k < width; k++) sums[at + k] = (sums[at + k] as number) + (gradients[pair + k] as number);
    }
  });
  return sums;
}

function addValues({ rows, margins, outputs }: TreeWork, leaves: readonly NodeRange[], values: Float64Array): void {
  leaves.forEach(({ from, to }, leaf) => {
    for (let i = from; i < to; i++) {
      const margin = (rows[i] as number) * outputs;
      for (let k = 0; k < outputs; k++) {
        margins[margin + k] = (margins[margin + k] as number) + (values[leaf * outputs + k] as number);
      }
    }
  });
}
