import { existsSync, readFileSync } from 'node:fs';
import { Buffers } from './kernel-buffers.ts';
import { DIVIDED_ROWS, placeParts } from './part-places.ts';
import { CONTROL_WORDS, soloCrew, startCrew } from './crew.ts';
import { SCAN_WIDTH, SUM_ROWS, fixedScale, type NodeRange, type TreeKernels } from './kernels.ts';
import { GROUP, SLOTS, type BinnedMatrix } from './matrix.ts';
import { memoryArena } from './memory-arena.ts';
import { plainKernels } from './plain-kernels.ts';
import { operationNames, operationsOf, type OperationName } from './wasm-operations.ts';

const MAX_PAGES = 65_536;
/** As in `assembly/operations.ts`. */
const [SUBTRACT_BYTES, SCAN_FEATURES, BIN_ROWS, TALLY_DOUBLES] = [16_384, 4, 1024, 6144] as const;

/** Fewer rows than this are summed before two histograms could be added. */
const HALVED_ROWS = 4096;

/** Values that are binned at a time. */
const TILE_CELLS = 1 << 20;

let compiled: WebAssembly.Module | undefined;
let isLooked = false;

/** The compiled kernels, or undefined where they were not built (sources without a build). */
export function kernelModule(): WebAssembly.Module | undefined {
  if (isLooked) return compiled;
  isLooked = true;
  const file = new URL('./kernels.wasm', import.meta.url);
  if (existsSync(file)) compiled = new WebAssembly.Module(readFileSync(file));
  return compiled;
}

/** WebAssembly kernels on a memory of their own where they are built, plain TypeScript elsewhere. */
export function fastestKernels(threads = 1): TreeKernels {
  const found = kernelModule();
  return found === undefined ? plainKernels : wasmKernels(found, threads);
}

/** Kernels on a fresh memory; arrays of the fit must come from their arena. The memory goes with the last array. */
export function wasmKernels(code: WebAssembly.Module, threads = 1): TreeKernels {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
  const arena = memoryArena(memory);
  const given = arena.doubles(16);
  const operations = operationsOf({ code, memory });
  const member = { code, memory, control: arena.integers(CONTROL_WORDS) };
  const crew = threads > 1 ? startCrew(member, operations, threads) : soloCrew(operations);
  const run = (name: OperationName, parts: number, numbers: readonly number[]): void => {
    for (let i = 0; i < numbers.length; i++) given[i] = numbers[i] as number;
    crew.run(operationNames.indexOf(name), given.byteOffset, parts);
  };
  const buffers = new Buffers(arena);
  const side = arena.bytes(256);
  const rowParts = (rows: number): number => Math.ceil(rows / SUM_ROWS);
  const place = (array: { readonly byteOffset: number }): number => array.byteOffset;
  return {
    kind: 'wasm',
    arena,
    sort(arrays) {
      const list = buffers.doubles('arrays', 2 * arrays.length);
      arrays.forEach((array, i) => list.set([place(array), array.length], 2 * i));
      const room = TALLY_DOUBLES + Math.max(...arrays.map(({ length }) => length));
      const scratch = buffers.doubles('tile', room * arrays.length);
      run('sortPart', arrays.length, [place(list), place(scratch), room]);
    },
    binNumbers(matrix, sources) {
      const { rows, bins, stride, columns } = matrix;
      const { list, counts, cuts } = cutTables(matrix, buffers);
      const tile = Math.min(rows, Math.max(BIN_ROWS, Math.floor(TILE_CELLS / (list.length + 1))));
      const values = buffers.doubles('tile', tile * list.length);
      const [features, limits] = [list, cuts].map(place) as [number, number];
      for (let from = 0; from < rows; from += tile) {
        const count = Math.min(tile, rows - from);
        list.forEach((f, k) => values.set((sources[f] as Float64Array).subarray(from, from + count), k * count));
        const places = [place(values), count, limits, place(counts), features, list.length];
        run('binPart', Math.ceil(count / BIN_ROWS), [...places, place(bins), stride, place(columns), rows, from]);
      }
    },
    logistic({ matrix, margins, gradients }, labels, weights) {
      const [y, w] = [buffers.inside(labels), weights && buffers.inside(weights)];
      const numbers = [place(margins), place(y), w === undefined ? 0 : place(w), place(gradients), matrix.rows];
      run('logisticPart', rowParts(matrix.rows), numbers);
    },
    hazards({ matrix, margins, gradients }, { fields, windows }) {
      const held = buffers.inside(fields);
      const numbers = [place(margins), place(held), place(gradients), windows, matrix.rows];
      run('hazardPart', rowParts(matrix.rows), numbers);
    },
    foldChannels({ matrix, gradients, outputs, channels, channelGradients }, channelOf) {
      const list = buffers.integers('channels', outputs);
      list.set(channelOf);
      const numbers = [place(gradients), place(list), outputs, channels, place(channelGradients), matrix.rows];
      run('foldPart', rowParts(matrix.rows), numbers);
    },
    pack(work) {
      const { rows } = work.matrix;
      const parts = rowParts(rows);
      const sums = buffers.doubles('sums', 2 * parts);
      for (let channel = 0; channel < work.channels; channel++) {
        const from = place(work.channelGradients) + 16 * channel;
        run('magnitudePart', parts, [from, 16 * work.channels, place(sums), rows]);
        const [g, h] = scales(sums.subarray(0, 2 * parts), rows);
        work.units.set([1 / g, 1 / h], 2 * channel);
        run('packPart', parts, [
          from,
          16 * work.channels,
          place(work.pairs) + 8 * channel,
          4 * work.pairStride,
          g,
          h,
          rows,
        ]);
      }
    },
    buildHistogram(work, { from, to }, histogram) {
      const { bins, stride, width } = work.matrix;
      const numbers = [place(bins), stride, place(work.rows), place(work.pairs), place(histogram), work.channels];
      const groups = width / GROUP;
      numbers.push(from, to, 4 * work.pairStride);
      // An odd number of groups would leave a thread without work at the end: the rows are halved as well.
      if (threads === 1 || groups % 2 === 0 || to - from < HALVED_ROWS) return run('buildHistogram', groups, numbers);
      const other = buffers.integers('half', histogram.length);
      run('buildHalves', 2 * groups, [...numbers, place(other)]);
      const bytes = histogram.byteLength;
      run('addHistogram', Math.ceil(bytes / SUBTRACT_BYTES), [place(histogram), place(other), bytes]);
    },
    subtractHistogram(parent, child) {
      const bytes = parent.byteLength;
      run('subtractHistogram', Math.ceil(bytes / SUBTRACT_BYTES), [place(parent), place(child), bytes]);
    },
    scan(work, histogram, { whole, features, l2, floor, least }) {
      const list = buffers.integers('features', features.length);
      list.set(features);
      const sums = buffers.integers('whole', 2);
      sums.set(whole);
      const results = buffers.doubles('results', SCAN_WIDTH * features.length);
      const places = [histogram, list, work.matrix.binCounts, results].map(place);
      const units = [work.units[0] as number, work.units[1] as number];
      const numbers = [...places, features.length, place(sums), ...units, l2, floor, least];
      run('scanFeatures', Math.ceil(features.length / SCAN_FEATURES), numbers);
      return results;
    },
    partition(work, range, { feature, goesLeft }) {
      side.set(goesLeft);
      const { from, to } = range;
      const { columns, rows: total } = work.matrix;
      const parts = Math.ceil((to - from) / DIVIDED_ROWS);
      const middles = buffers.integers('middles', parts);
      const [rows, scratch] = [place(work.rows), place(work.scratch)];
      const places = [place(columns) + feature * total, rows, scratch, place(side), place(middles)];
      run('dividePart', parts, [...places, from, to]);
      const targets = buffers.integers('targets', 2 * parts);
      const middle = placeParts(middles, targets, range);
      run('restorePart', parts, [rows, scratch, place(middles), place(targets), from, to]);
      return middle;
    },
    leafSums(work, leaves) {
      const ranges = flatRanges(buffers, leaves);
      const sums = buffers.doubles('leaf sums', 2 * work.outputs * leaves.length);
      const numbers = [place(work.rows), place(work.gradients), work.outputs, place(ranges), place(sums)];
      run('leafSumsPart', leaves.length, numbers);
      return sums;
    },
    addValues(work, leaves, values) {
      const ranges = flatRanges(buffers, leaves);
      const held = buffers.doubles('leaf values', values.length);
      held.set(values);
      const numbers = [place(work.rows), place(work.margins), work.outputs, place(ranges), place(held)];
      run('addValuesPart', leaves.length, numbers);
    },
    close: () => crew.close(),
  };
}

/** Fixed-point scales of gradient and Hessian from the partial sums, added in order. */
function scales(sums: Float64Array, rows: number): readonly [number, number] {
  let [g, h] = [0, 0];
  for (let i = 0; i < sums.length; i += 2) {
    g += sums[i] as number;
    h += sums[i + 1] as number;
  }
  return [fixedScale(g, rows), fixedScale(h, rows)];
}

/** The numeric features with their cut points: how many, then 256 places for each, filled up with infinity. */
function cutTables(
  { cuts: found, categorical }: BinnedMatrix,
  buffers: Buffers,
): { list: Int32Array; counts: Int32Array; cuts: Float64Array } {
  const numeric = Int32Array.from(found.keys()).filter((feature) => categorical[feature] === 0);
  const list = buffers.integers('numeric', numeric.length).subarray(0, numeric.length);
  list.set(numeric);
  const counts = buffers.integers('cut counts', numeric.length);
  const cuts = buffers.doubles('cuts', SLOTS * numeric.length).fill(Infinity);
  numeric.forEach((feature, k) => {
    const limits = found[feature] as Float64Array;
    counts[k] = limits.length;
    cuts.set(limits, SLOTS * k);
  });
  return { list, counts, cuts };
}

function flatRanges(buffers: Buffers, leaves: readonly NodeRange[]): Int32Array {
  const ranges = buffers.integers('ranges', 2 * leaves.length);
  leaves.forEach(({ from, to }, leaf) => ranges.set([from, to], 2 * leaf));
  return ranges;
}
