import type { NodeRange, TreeKernels, TreeWork } from './kernels.ts';

/** Plain TypeScript: runs everywhere, and is the oracle of the WebAssembly kernels. */
export const plainKernels: TreeKernels = {
  kind: 'typescript',
  arena: {
    bytes: (length) => new Uint8Array(length),
    words: (length) => new Uint32Array(length),
    doubles: (length) => new Float64Array(length),
  },
  buildHistogram,
  subtractHistogram,
  partition,
};

function buildHistogram(work: TreeWork, range: NodeRange, histogram: Float64Array): void {
  const { matrix, features, rows, gradients, ordered } = work;
  const { from, to } = range;
  for (let i = from; i < to; i++) {
    const at = (rows[i] as number) * 2;
    ordered[2 * i] = gradients[at] as number;
    ordered[2 * i + 1] = gradients[at + 1] as number;
  }
  for (let k = 0; k < features.length; k++) {
    const f = features[k] as number;
    const start = 2 * (matrix.offsets[f] as number);
    const end = 2 * (matrix.offsets[f + 1] as number);
    const slots = histogram.subarray(start, end);
    slots.fill(0);
    accumulate(matrix.columns[f] as Uint8Array, slots, { rows, ordered, ...range });
  }
}

type NodePairs = Pick<TreeWork, 'rows' | 'ordered'> & NodeRange;

/** Rows from which it pays to sum even and odd rows apart. */
const PAIRED_ROWS = 1024;

const oddSlots = new Float64Array(512);

/**
 * Neighbouring rows often share a bin, and then each addition waits for the one before it. Rows at odd positions sum
 * into slots of their own and are added at the end, which halves the waiting.
 */
function accumulate(bins: Uint8Array, slots: Float64Array, node: NodePairs): void {
  const { rows, ordered, from, to } = node;
  let i = from;
  if (to - from >= PAIRED_ROWS) {
    oddSlots.fill(0);
    for (; i + 1 < to; i += 2) {
      const even = (bins[rows[i] as number] as number) << 1;
      const odd = (bins[rows[i + 1] as number] as number) << 1;
      const at = i << 1;
      slots[even] = (slots[even] as number) + (ordered[at] as number);
      slots[even + 1] = (slots[even + 1] as number) + (ordered[at + 1] as number);
      oddSlots[odd] = (oddSlots[odd] as number) + (ordered[at + 2] as number);
      oddSlots[odd + 1] = (oddSlots[odd + 1] as number) + (ordered[at + 3] as number);
    }
    for (let slot = 0; slot < slots.length; slot++) slots[slot] = (slots[slot] as number) + (oddSlots[slot] as number);
  }
  for (; i < to; i++) {
    const slot = (bins[rows[i] as number] as number) << 1;
    slots[slot] = (slots[slot] as number) + (ordered[2 * i] as number);
    slots[slot + 1] = (slots[slot + 1] as number) + (ordered[2 * i + 1] as number);
  }
}

function subtractHistogram(work: TreeWork, parent: Float64Array, child: Float64Array): void {
  const { matrix, features } = work;
  for (let k = 0; k < features.length; k++) {
    const f = features[k] as number;
    const end = 2 * (matrix.offsets[f + 1] as number);
    for (let slot = 2 * (matrix.offsets[f] as number); slot < end; slot++) {
      parent[slot] = (parent[slot] as number) - (child[slot] as number);
    }
  }
}

function partition(work: TreeWork, range: NodeRange, split: { bins: Uint8Array; goesLeft: Uint8Array }): number {
  const { rows, scratch } = work;
  const { bins, goesLeft } = split;
  let left = range.from;
  let right = 0;
  for (let i = range.from; i < range.to; i++) {
    const row = rows[i] as number;
    const isLeft = goesLeft[bins[row] as number] as number;
    rows[left] = row;
    scratch[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  rows.set(scratch.subarray(0, right), left);
  return left;
}
