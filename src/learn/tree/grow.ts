import type { NodeRange, TreeKernels, TreeWork } from './kernels.ts';
import { SLOTS } from './matrix.ts';
import { SplitFinder } from './split.ts';
import type { Bounds, Split, SplitNode, SplitRules } from './split-rules.ts';
import { TreeBuilder, type GrownTree } from './tree-builder.ts';

/** Shape limits of a tree. */
export interface GrowthRules extends SplitRules {
  /** `depth`: level by level; `leaf`: always the leaf with the largest gain. */
  readonly growth: 'depth' | 'leaf';
  readonly maxDepth: number;
  readonly maxLeaves: number;
  readonly learningRate: number;
  /** Features that may meet on one path, as sets of feature numbers; empty = all. */
  readonly interactions: readonly ReadonlySet<number>[];
  /** As in the objective: the values of a leaf by all its sums. */
  readonly solveLeaf?: ((sums: Float64Array, l2: number, values: Float64Array) => void) | undefined;
}

/** What changes from tree to tree. */
export interface TreePlan {
  /** The first rows of `work.rows` that the tree learns from. */
  readonly count: number;
  /** Features that the tree may use, ascending. */
  readonly features: Int32Array;
  /** The features of one node, of those given; all of them when left out. */
  readonly nodeFeatures?: (features: Int32Array) => Int32Array;
  /** Values of the leaves in place of -G / (H + lambda). */
  readonly leafValues?: (leaves: readonly NodeRange[]) => Float64Array;
}

interface Leaf extends NodeRange, SplitNode {
  readonly node: number;
  readonly depth: number;
  /** Features on the way from the root; empty when any may meet. */
  readonly path: readonly number[];
}

interface OpenLeaf extends Leaf {
  readonly histogram: Int32Array;
  readonly split: Split;
}

/** A tree and the leaves' rows, in the order of its values. */
export interface GrownLeaves {
  readonly tree: GrownTree;
  readonly leaves: readonly NodeRange[];
}

/** Grows one tree after another on the same bins, reusing histogram buffers. */
export class TreeGrower {
  private readonly work: TreeWork;
  private readonly rules: GrowthRules;
  private readonly kernels: TreeKernels;
  private readonly finder: SplitFinder;
  private readonly spare: Int32Array[] = [];
  private builder = new TreeBuilder();
  private open: OpenLeaf[] = [];

  constructor(work: TreeWork, kernels: TreeKernels, rules: GrowthRules) {
    this.work = work;
    this.rules = rules;
    this.kernels = kernels;
    this.finder = new SplitFinder(work, kernels, rules);
  }

  grow(plan: TreePlan): GrownLeaves {
    this.builder = new TreeBuilder();
    this.open = [];
    const histogram = this.takeBuffer();
    const all = { from: 0, to: plan.count };
    this.kernels.buildHistogram(this.work, all, histogram);
    const sums = this.totalOf(histogram);
    const node = this.builder.addRoot(all, this.coverOf(sums));
    this.sumsOf.set(node, sums);
    this.consider(plan, histogram, { ...all, node, depth: 0, sums, bounds: undefined, path: [] });
    for (let leaves = 1; leaves < this.rules.maxLeaves && this.open.length > 0; leaves++) {
      this.divide(plan, this.next());
    }
    for (const { histogram: held } of this.open) this.spare.push(held);
    return this.finish(plan);
  }

  private finish(plan: TreePlan): GrownLeaves {
    const nodes = this.builder.leaves();
    const leaves = nodes.map(({ range }) => range);
    const sums = nodes.map(({ node }) => this.sumsOf.get(node) as Float64Array);
    const values = plan.leafValues?.(leaves) ?? this.valuesOf(leaves, sums);
    nodes.forEach(({ node }, leaf) => this.clip(values, leaf, this.boundsOf.get(node)));
    this.boundsOf.clear();
    this.sumsOf.clear();
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * this.rules.learningRate + 0;
    return { tree: this.builder.finish(values), leaves };
  }

  private readonly boundsOf = new Map<number, Bounds>();
  private readonly sumsOf = new Map<number, Float64Array>();

  private clip(values: Float64Array, leaf: number, bounds: Bounds | undefined): void {
    if (bounds === undefined) return;
    const { outputs } = this.work;
    for (let k = 0; k < outputs; k++) {
      const at = leaf * outputs + k;
      values[at] = Math.min(Math.max(values[at] as number, bounds.low[k] as number), bounds.high[k] as number);
    }
  }

  /** -G / (H + lambda) of each node and output: from the sums of its channels when each output has one. */
  private valuesOf(ranges: readonly NodeRange[], sums: readonly Float64Array[]): Float64Array {
    const { outputs, usedChannels, units } = this.work;
    const { solveLeaf, l2 } = this.rules;
    const isDirect = outputs === usedChannels && solveLeaf === undefined;
    const exact = isDirect ? undefined : this.kernels.leafSums(this.work, ranges);
    const values = new Float64Array(ranges.length * outputs);
    if (exact !== undefined && solveLeaf !== undefined) {
      for (let at = 0; at < values.length; at += outputs) {
        solveLeaf(exact.subarray(2 * at, 2 * (at + outputs)), l2, values.subarray(at, at + outputs));
      }
      return values;
    }
    for (let i = 0; i < values.length; i++) {
      const k = 2 * (i % outputs);
      const fixed = sums[Math.floor(i / outputs)] as Float64Array;
      const g = exact === undefined ? (fixed[k] as number) * (units[k] as number) : (exact[2 * i] as number);
      const h =
        exact === undefined ? (fixed[k + 1] as number) * (units[k + 1] as number) : (exact[2 * i + 1] as number);
      values[i] = h + l2 > 0 ? -g / (h + l2) : 0;
    }
    return values;
  }

  private next(): OpenLeaf {
    const { open } = this;
    let at = 0;
    if (this.rules.growth === 'leaf') {
      for (let i = 1; i < open.length; i++) {
        if ((open[i] as OpenLeaf).split.gain > (open[at] as OpenLeaf).split.gain) at = i;
      }
    }
    return open.splice(at, 1)[0] as OpenLeaf;
  }

  /** Queues a leaf when it has a split worth making, and gives its histogram back otherwise. */
  private consider(plan: TreePlan, histogram: Int32Array, leaf: Leaf): void {
    // Bounds are kept per output: they say nothing about channels that sum several.
    const { outputs, usedChannels } = this.work;
    const node = usedChannels === outputs ? leaf : { sums: leaf.sums, bounds: undefined };
    const split = this.finder.find(histogram, this.featuresOf(plan, leaf), node);
    if (split.feature >= 0) this.open.push({ ...leaf, histogram, split });
    else this.spare.push(histogram);
  }

  private featuresOf({ features, nodeFeatures }: TreePlan, { path }: Leaf): Int32Array {
    const allowed = path.length === 0 ? features : this.meeting(path, features);
    return nodeFeatures?.(allowed) ?? allowed;
  }

  /** The features that may meet those of the path. */
  private meeting(path: readonly number[], features: Int32Array): Int32Array {
    const groups = this.rules.interactions.filter((group) => path.every((feature) => group.has(feature)));
    return features.filter((feature) => path.includes(feature) || groups.some((group) => group.has(feature)));
  }

  private divide(plan: TreePlan, leaf: OpenLeaf): void {
    const { split, from, to, histogram } = leaf;
    const { matrix } = this.work;
    const goesLeft = sideOfBins(split, matrix.binCounts[split.feature] as number);
    const middle = this.kernels.partition(this.work, leaf, { feature: split.feature, goesLeft });
    const [leftSums, rightSums] = [split.left, leaf.sums.map((sum, k) => sum - (split.left[k] as number))] as const;
    const covers = [this.coverOf(leftSums), this.coverOf(rightSums)] as const;
    const node = this.builder.split(leaf.node, split, { matrix, goesLeft, covers, middle });
    const [leftBounds, rightBounds] = this.childBounds(leaf, middle, [leftSums, rightSums]);
    const path = this.rules.interactions.length === 0 ? leaf.path : [...leaf.path, split.feature];
    const shared = { depth: leaf.depth + 1, path };
    const left = { ...shared, node, from, to: middle, sums: leftSums, bounds: leftBounds };
    const right = { ...shared, node: node + 1, from: middle, to, sums: rightSums, bounds: rightBounds };
    this.sumsOf.delete(leaf.node);
    this.sumsOf.set(node, leftSums);
    this.sumsOf.set(node + 1, rightSums);
    if (leftBounds !== undefined) this.boundsOf.set(node, leftBounds);
    if (rightBounds !== undefined) this.boundsOf.set(node + 1, rightBounds);
    if (shared.depth >= this.rules.maxDepth) {
      this.spare.push(histogram);
      return;
    }
    const small = middle - from <= to - middle ? left : right;
    const smallHistogram = this.takeBuffer();
    this.kernels.buildHistogram(this.work, small, smallHistogram);
    this.kernels.subtractHistogram(histogram, smallHistogram);
    this.consider(plan, small === left ? smallHistogram : histogram, left);
    this.consider(plan, small === left ? histogram : smallHistogram, right);
  }

  /** Children of a monotone split meet half-way between their values; all below them stay on their side. */
  private childBounds(
    leaf: OpenLeaf,
    middle: number,
    sums: readonly Float64Array[],
  ): readonly [Bounds | undefined, Bounds | undefined] {
    const direction = this.rules.monotone[leaf.split.feature] as number;
    const { bounds, from, to } = leaf;
    if (direction === 0) return [bounds, bounds];
    const { outputs } = this.work;
    const ranges = [
      { from, to: middle },
      { from: middle, to },
    ];
    const values = this.valuesOf(ranges, sums);
    this.clip(values, 0, bounds);
    this.clip(values, 1, bounds);
    const border = Float64Array.from({ length: outputs }, (_, k) => {
      return ((values[k] as number) + (values[outputs + k] as number)) / 2;
    });
    const low = bounds?.low ?? new Float64Array(outputs).fill(-Infinity);
    const high = bounds?.high ?? new Float64Array(outputs).fill(Infinity);
    const [below, above] = [
      { low, high: border },
      { low: border, high },
    ];
    return direction > 0 ? [below, above] : [above, below];
  }

  /** Sums of the node from its histogram: every row is in one bin of the first feature. */
  private totalOf(histogram: Int32Array): Float64Array {
    const width = 2 * this.work.channels;
    const sums = new Float64Array(width);
    for (let slot = 0; slot < SLOTS * width; slot += width) {
      for (let k = 0; k < width; k += 2) {
        sums[k] = (sums[k] as number) + (histogram[slot + k + 1] as number);
        sums[k + 1] = (sums[k + 1] as number) + ((histogram[slot + k] as number) >>> 0);
      }
    }
    return sums;
  }

  private coverOf(sums: Float64Array): number {
    let cover = 0;
    for (let k = 1; k < sums.length; k += 2) cover += (sums[k] as number) * (this.work.units[k] as number);
    return cover;
  }

  private takeBuffer(): Int32Array {
    const { matrix, channels } = this.work;
    return this.spare.pop() ?? this.kernels.arena.integers(2 * channels * SLOTS * matrix.width);
  }
}

/** For every bin, the missing one included, 1 when it goes left. */
function sideOfBins(split: Split, bins: number): Uint8Array {
  const side = new Uint8Array(SLOTS);
  for (let i = 0; i <= split.bin; i++) side[split.order === undefined ? i : (split.order[i] as number)] = 1;
  side[bins] = split.isMissingLeft ? 1 : 0;
  if (split.order === undefined || !split.isMissingLeft) return side;
  // Categories that this node has not seen go where missing values go.
  const seen = new Uint8Array(SLOTS);
  for (const bin of split.order) seen[bin] = 1;
  for (let bin = 0; bin < bins; bin++) if (seen[bin] === 0) side[bin] = 1;
  return side;
}
