import type { Forest } from './forest.ts';
import { marginOf } from './forest.ts';
import type { Arena } from './kernels.ts';
import { bytesOfDoubles, servingBlock, type ServingExports } from './serving-memory.ts';

/** Sums the leaf values of rows, with the bits of {@link marginOf}. */
export interface ForestWalker {
  /** The margin of one encoded row. */
  margin(row: Float64Array, start: number): number;
  /** Adds the trees' values to the margins of `count` rows that lie in `rows`, one after the other. */
  addTo(margins: Float64Array, rows: Float64Array, count: number): void;
}

/** Rows that {@link ForestWalker.addTo} takes at most. */
export const BLOCK_ROWS = 64;

const NODE_BYTES = 16;
const [MISSING_LEFT, CATEGORICAL] = [1, 2] as const;
/** Trees and rows that are walked together. */
const LANES = 8;

/** The walker of a forest with one output: WebAssembly where it was built, else TypeScript. */
export function forestWalker(forest: Forest): ForestWalker {
  if (forest.roots.length < LANES) return plainWalker(forest);
  const stride = forest.categoryCounts.length + 1;
  const block = servingBlock(packedBytes(forest) + bytesOfDoubles([BLOCK_ROWS * stride, BLOCK_ROWS]));
  if (block === undefined) return plainWalker(forest);
  const walker = block.ownedBy(wasmWalker(forest, block));
  // Functions that hold the owner, so that they may be kept without each other.
  return {
    margin: (row, start) => walker.margin(row, start),
    addTo: (margins, rows, count) => walker.addTo(margins, rows, count),
  };
}

function plainWalker(forest: Forest): ForestWalker {
  const features = forest.categoryCounts.length;
  return {
    margin: (row, start) => marginOf(forest, row, start),
    addTo(margins, rows, count) {
      for (let r = 0; r < count; r++) {
        margins[r] = marginOf(forest, rows.subarray(r * features, (r + 1) * features), margins[r] as number);
      }
    },
  };
}

function wasmWalker(
  forest: Forest,
  { run, arena }: { readonly run: ServingExports; readonly arena: Arena },
): ForestWalker {
  const features = forest.categoryCounts.length;
  const trees = Math.ceil(forest.roots.length / LANES) * LANES;
  const packed = packNodes(forest, trees, arena);
  // Behind the features of a row lies a zero, by which leaves stay where they are.
  const stride = features + 1;
  const block = arena.doubles(BLOCK_ROWS * stride);
  const sums = arena.doubles(BLOCK_ROWS);
  const { nodes, values, roots, depths, bits } = packed;
  const forestPlaces = [nodes, values, roots, depths].map(({ byteOffset }) => byteOffset);
  const [rowsAt, sumsAt, bitsAt] = [block.byteOffset, sums.byteOffset, bits.byteOffset];
  const [nodesAt, valuesAt, rootsAt, depthsAt] = forestPlaces as [number, number, number, number];
  const hasCategories = forest.bits.length > 0;
  const fill = (rows: Float64Array, from: number, to: number): boolean => {
    let isWhole = !hasCategories;
    for (let f = 0; f < features; f++) {
      const value = rows[from + f] as number;
      block[to + f] = value;
      if (value !== value) isWhole = false;
    }
    return isWhole;
  };
  return {
    margin(row, start) {
      const isPlain = fill(row, 0, 0) ? 1 : 0;
      return run.walkRow(nodesAt, valuesAt, rootsAt, depthsAt, trees, rowsAt, bitsAt, isPlain, start);
    },
    addTo(margins, rows, count) {
      let isPlain = true;
      for (let r = 0; r < count; r++) isPlain = fill(rows, r * features, r * stride) && isPlain;
      sums.set(margins.subarray(0, count));
      const walked = Math.ceil(count / LANES) * LANES;
      const [rowBytes, plain] = [8 * stride, isPlain ? 1 : 0];
      run.walkRows(
        nodesAt,
        valuesAt,
        rootsAt,
        depthsAt,
        forest.roots.length,
        rowsAt,
        rowBytes,
        walked,
        sumsAt,
        bitsAt,
        plain,
      );
      margins.set(sums.subarray(0, count));
    },
  };
}

export interface PackedForest {
  readonly nodes: Float64Array;
  /** Value of each leaf, at its node. */
  readonly values: Float64Array;
  readonly roots: Uint32Array;
  readonly depths: Int32Array;
  readonly bits: Uint32Array;
}

/** Bytes that {@link packNodes} takes at most. */
export function packedBytes({ feature, roots, bits }: Forest): number {
  return bytesOfDoubles([
    2 * (feature.length + 1),
    feature.length + 1,
    roots.length + LANES,
    roots.length + LANES,
    bits.length + 1,
  ]);
}

/** The forest as its kernels read it, with trees that add nothing up to a multiple of the lanes. */
export function packNodes(forest: Forest, trees: number, arena: Arena): PackedForest {
  const count = forest.feature.length;
  const nodes = arena.doubles((2 * (count + 1) * NODE_BYTES) / 16);
  const words = new Uint32Array(nodes.buffer, nodes.byteOffset, 2 * nodes.length);
  const values = arena.doubles(count + 1);
  const zero = 8 * forest.categoryCounts.length;
  const depth = new Int32Array(count + 1);
  for (let node = 0; node <= count; node++) {
    const feature = node < count ? (forest.feature[node] as number) : -1;
    if (feature < 0) {
      nodes[2 * node] = Infinity;
      words.set([zero, NODE_BYTES * node], 4 * node + 2);
      values[node] = node < count ? (forest.threshold[node] as number) : 0;
      continue;
    }
    const left = forest.left[node] as number;
    const start = forest.bitStart[node] as number;
    const flags = ((forest.missingLeft[node] as number) === 1 ? MISSING_LEFT : 0) | (start < 0 ? 0 : CATEGORICAL);
    if (start < 0) nodes[2 * node] = forest.threshold[node] as number;
    else words.set([start, forest.categoryCounts[feature] as number], 4 * node);
    words.set([8 * feature, (NODE_BYTES * left) | flags], 4 * node + 2);
  }
  const roots = arena.words(trees);
  const depths = arena.integers(trees);
  for (let node = count - 1; node >= 0; node--) {
    if ((forest.feature[node] as number) < 0) continue;
    const left = forest.left[node] as number;
    depth[node] = 1 + Math.max(depth[left] as number, depth[left + 1] as number);
  }
  for (let tree = 0; tree < trees; tree++) {
    const root = forest.roots[tree] ?? count;
    roots[tree] = NODE_BYTES * root;
    depths[tree] = depth[root] as number;
  }
  const bits = arena.words(Math.max(1, forest.bits.length));
  bits.set(forest.bits);
  return { nodes, values, roots, depths, bits };
}
