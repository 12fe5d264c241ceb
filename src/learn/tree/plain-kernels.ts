import { exp, sigmoid } from '#base';
import {
  SCAN_WIDTH,
  SUM_ROWS,
  fixedScale,
  type NodeRange,
  type Exposure,
  type NumbersToBin,
  type ScanNode,
} from './kernels.ts';
import type { TreeKernels, TreeWork } from './kernels.ts';
import { SLOTS, type BinnedMatrix } from './matrix.ts';

/** Plain TypeScript: runs everywhere, and is the oracle of the WebAssembly kernels. */
export const plainKernels: TreeKernels = {
  kind: 'typescript',
  arena: {
    bytes: (length) => new Uint8Array(length),
    words: (length) => new Uint32Array(length),
    integers: (length) => new Int32Array(length),
    doubles: (length) => new Float64Array(length),
  },
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

function binNumbers(matrix: BinnedMatrix, feature: number, { values, cuts, from, to }: NumbersToBin): void {
  const { rows, bins, columns, stride } = matrix;
  const missing = cuts.length + 1;
  for (let row = from; row < to; row++) {
    const value = values[row] as number;
    const bin = value === value ? lowerBound(cuts, value) : missing;
    bins[row * stride + feature] = bin;
    columns[feature * rows + row] = bin;
  }
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

function logistic({ margins, gradients }: TreeWork, labels: Float64Array, weights: Float64Array | undefined): void {
  for (let row = 0; row < labels.length; row++) {
    const p = sigmoid(margins[row] as number);
    const weight = weights === undefined ? 1 : (weights[row] as number);
    gradients[2 * row] = (p - (labels[row] as number)) * weight;
    gradients[2 * row + 1] = Math.max(p * (1 - p), 1e-16) * weight;
  }
}

function hazards({ margins, gradients, matrix }: TreeWork, { fields, windows }: Exposure): void {
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

function foldChannels(work: TreeWork, channelOf: Int32Array): void {
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

function scan(work: TreeWork, histogram: Int32Array, node: ScanNode): Float64Array {
  const { features, least } = node;
  const results = new Float64Array(SCAN_WIDTH * features.length);
  for (let i = 0; i < features.length; i++) {
    const feature = features[i] as number;
    const missing = 2 * (feature * SLOTS + (work.matrix.binCounts[feature] as number));
    const hasMissing = histogram[missing] !== 0 || histogram[missing + 1] !== 0;
    const result = results.subarray(SCAN_WIDTH * i, SCAN_WIDTH * (i + 1));
    result[0] = least;
    result[1] = -1;
    scanFeature(work, histogram, { node, feature, result, isMissingLeft: false });
    if (hasMissing) scanFeature(work, histogram, { node, feature, result, isMissingLeft: true });
  }
  return results;
}

interface FeatureScan {
  readonly node: ScanNode;
  readonly feature: number;
  readonly result: Float64Array;
  readonly isMissingLeft: boolean;
}

function scanFeature(work: TreeWork, histogram: Int32Array, pass: FeatureScan): void {
  const { node, feature, result, isMissingLeft } = pass;
  const { whole, l2, floor } = node;
  const [unitG, unitH] = [work.units[0] as number, work.units[1] as number];
  const [allH, allG] = [(whole[0] as number) >>> 0, whole[1] as number];
  const bins = work.matrix.binCounts[feature] as number;
  const start = 2 * feature * SLOTS;
  let sumG = isMissingLeft ? (histogram[start + 2 * bins + 1] as number) : 0;
  let sumH = isMissingLeft ? (histogram[start + 2 * bins] as number) >>> 0 : 0;
  for (let bin = 0; bin < bins; bin++) {
    sumH += (histogram[start + 2 * bin] as number) >>> 0;
    sumG += histogram[start + 2 * bin + 1] as number;
    const h = sumH * unitH;
    const restH = (allH - sumH) * unitH;
    if (h < floor) continue;
    if (restH < floor) break;
    const g = sumG * unitG;
    const restG = (allG - sumG) * unitG;
    const score = (g * g) / (h + l2) + (restG * restG) / (restH + l2);
    if (score > (result[0] as number)) result.set([score, bin, isMissingLeft ? 1 : 0, sumG, sumH]);
  }
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
