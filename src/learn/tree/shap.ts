import { nextNode, type Forest } from './forest.ts';

/*
 * Exact Shapley values of a tree under its own training cover (path-dependent TreeSHAP: Lundberg et al., "From local
 * explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2020, algorithm 2).
 * A path is kept as four parallel arrays; depth d works on its own copy, so all copies fit in one block.
 */

class Paths {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;

  constructor(depth: number) {
    const size = ((depth + 2) * (depth + 3)) / 2;
    this.feature = new Int32Array(size);
    this.zero = new Float64Array(size);
    this.one = new Float64Array(size);
    this.weight = new Float64Array(size);
  }

  /** By loops: ranges are a few elements long, where a call of copyWithin costs more than the copy. */
  copy(from: number, to: number, count: number): void {
    const { feature, zero, one, weight } = this;
    for (let i = 0; i < count; i++) {
      feature[to + i] = feature[from + i] as number;
      zero[to + i] = zero[from + i] as number;
      one[to + i] = one[from + i] as number;
      weight[to + i] = weight[from + i] as number;
    }
  }

  /** Weighs the step written at the end of the path by the caller. */
  extend(at: number, depth: number): void {
    const { weight } = this;
    const zero = this.zero[at + depth] as number;
    const one = this.one[at + depth] as number;
    weight[at + depth] = depth === 0 ? 1 : 0;
    const scale = 1 / (depth + 1);
    for (let i = depth - 1; i >= 0; i--) {
      const held = (weight[at + i] as number) * scale;
      weight[at + i + 1] = (weight[at + i + 1] as number) + one * held * (i + 1);
      weight[at + i] = zero * held * (depth - i);
    }
  }

  /** Takes element `index` out of the path again. */
  unwind(at: number, depth: number, index: number): void {
    const { weight, zero, one, feature } = this;
    const oneShare = one[at + index] as number;
    const zeroShare = zero[at + index] as number;
    let next = weight[at + depth] as number;
    for (let i = depth - 1; i >= 0; i--) {
      const held = weight[at + i] as number;
      if (oneShare !== 0) {
        const restored = (next * (depth + 1)) / ((i + 1) * oneShare);
        weight[at + i] = restored;
        next = held - (restored * zeroShare * (depth - i)) / (depth + 1);
      } else weight[at + i] = (held * (depth + 1)) / (zeroShare * (depth - i));
    }
    for (let i = at + index; i < at + depth; i++) {
      feature[i] = feature[i + 1] as number;
      zero[i] = zero[i + 1] as number;
      one[i] = one[i + 1] as number;
    }
  }

  /** The sum of weights that {@link unwind} would leave. */
  unwoundSum(at: number, depth: number, index: number): number {
    const { weight } = this;
    const oneShare = this.one[at + index] as number;
    const zeroShare = this.zero[at + index] as number;
    let next = weight[at + depth] as number;
    let total = 0;
    for (let i = depth - 1; i >= 0; i--) {
      if (oneShare !== 0) {
        const part = next / ((i + 1) * oneShare);
        total += part;
        next = (weight[at + i] as number) - part * zeroShare * (depth - i);
      } else total += (weight[at + i] as number) / (zeroShare * (depth - i));
    }
    return total * (depth + 1);
  }
}

/** Adds the contributions of single trees to `out`. */
class TreeWalker {
  private readonly forest: Forest;
  private readonly leaves: Float64Array;
  private readonly paths: Paths;
  private row: Float64Array = new Float64Array();
  private out: Float64Array = new Float64Array();

  /** `leaves` holds the value of each leaf at its node. */
  constructor(forest: Forest, leaves: Float64Array, depth: number) {
    this.forest = forest;
    this.leaves = leaves;
    this.paths = new Paths(depth);
  }

  walk(root: number, row: Float64Array, out: Float64Array): void {
    this.row = row;
    this.out = out;
    this.paths.feature[0] = -1;
    this.paths.zero[0] = 1;
    this.paths.one[0] = 1;
    this.visit(root, 0, 0);
  }

  /** Visits a node whose path starts at `at` and whose own step is element `depth` of it. */
  private visit(node: number, at: number, depth: number): void {
    const { forest, paths } = this;
    paths.extend(at, depth);
    const feature = forest.feature[node] as number;
    if (feature < 0) return this.credit(this.leaves[node] as number, at, depth);
    const known = this.positionOf(feature, at, depth);
    const zero = known < 0 ? 1 : (paths.zero[at + known] as number);
    const one = known < 0 ? 1 : (paths.one[at + known] as number);
    if (known >= 0) paths.unwind(at, depth, known);
    const length = known < 0 ? depth + 1 : depth;
    const hot = nextNode(forest, node, this.row);
    const left = forest.left[node] as number;
    const cover = forest.cover[node] as number;
    // One child after the other on the same copy: its first `length` elements are written anew for each.
    const below = at + depth + 1;
    for (let child = left; child <= left + 1; child++) {
      paths.copy(at, below, length);
      paths.feature[below + length] = feature;
      paths.zero[below + length] = (zero * (forest.cover[child] as number)) / cover;
      paths.one[below + length] = child === hot ? one : 0;
      this.visit(child, below, length);
    }
  }

  private positionOf(feature: number, at: number, depth: number): number {
    const { feature: known } = this.paths;
    for (let i = 1; i <= depth; i++) if (known[at + i] === feature) return i;
    return -1;
  }

  private credit(value: number, at: number, depth: number): void {
    const { paths, out } = this;
    for (let i = 1; i <= depth; i++) {
      const weight = paths.unwoundSum(at, depth, i);
      const feature = paths.feature[at + i] as number;
      const difference = (paths.one[at + i] as number) - (paths.zero[at + i] as number);
      out[feature] = (out[feature] as number) + weight * difference * value;
    }
  }
}

/**
 * A function that writes a row's contributions to one output into `out` and returns the base: the mean margin under the
 * cover.
 */
export function shapExplainer(
  forest: Forest,
  start: number,
  output = 0,
): (row: Float64Array, out: Float64Array) => number {
  const leaves = leafValues(forest, output);
  const { depth, mean } = summarise(forest, leaves);
  const walker = new TreeWalker(forest, leaves, depth);
  return (row, out) => {
    out.fill(0);
    for (const root of forest.roots) walker.walk(root, row, out);
    return start + mean;
  };
}

/** The value of each leaf for one output, at its node. */
function leafValues({ outputs, threshold, feature, values }: Forest, output: number): Float64Array {
  if (outputs === 1) return threshold;
  return threshold.map((leaf, node) =>
    (feature[node] as number) < 0 ? (values[leaf * outputs + output] as number) : 0,
  );
}

/** Greatest depth of any tree, and the sum over trees of their mean value under the training cover. */
function summarise(forest: Forest, leaves: Float64Array): { depth: number; mean: number } {
  const nodes = forest.feature.length;
  const depths = new Int32Array(nodes);
  const means = Float64Array.from(leaves);
  let depth = 0;
  for (let node = 0; node < nodes; node++) {
    depth = Math.max(depth, depths[node] as number);
    if ((forest.feature[node] as number) < 0) continue;
    const left = forest.left[node] as number;
    depths[left] = depths[left + 1] = (depths[node] as number) + 1;
  }
  for (let node = nodes - 1; node >= 0; node--) {
    if ((forest.feature[node] as number) < 0) continue;
    const left = forest.left[node] as number;
    const sum =
      (forest.cover[left] as number) * (means[left] as number) +
      (forest.cover[left + 1] as number) * (means[left + 1] as number);
    means[node] = sum / (forest.cover[node] as number);
  }
  return { depth, mean: forest.roots.reduce((sum, root) => sum + (means[root] as number), 0) };
}
