import type { BinnedMatrix } from './binned.ts';
import type { TreeKernels, TreeWork } from './kernels.ts';
import { leafValue, SplitFinder, type NodeSums, type Split, type SplitRules } from './split.ts';
import { TreeBuilder, type GrownTree } from './tree-builder.ts';

/** Shape limits of a tree. */
export interface GrowthRules extends SplitRules {
  /** `depth`: level by level; `leaf`: always the leaf with the largest gain. */
  readonly growth: 'depth' | 'leaf';
  readonly maxDepth: number;
  readonly maxLeaves: number;
  readonly learningRate: number;
}

interface OpenLeaf {
  readonly node: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly sums: NodeSums;
  readonly histogram: Float64Array;
  readonly split: Split;
}

/** Grows one tree after another on the same bins, reusing histogram buffers. */
export class TreeGrower {
  private readonly matrix: BinnedMatrix;
  private readonly rules: GrowthRules;
  private readonly kernels: TreeKernels;
  private readonly finder: SplitFinder;
  private readonly spare: Float64Array[] = [];

  constructor(matrix: BinnedMatrix, rules: GrowthRules, kernels: TreeKernels) {
    this.matrix = matrix;
    this.rules = rules;
    this.kernels = kernels;
    this.finder = new SplitFinder(matrix, rules);
  }

  /** Grows a tree on the first `count` rows of `work.rows`. */
  grow(work: TreeWork, count: number): GrownTree {
    const builder = new TreeBuilder();
    const root = builder.addRoot();
    const histogram = this.takeBuffer();
    this.kernels.buildHistogram(work, { from: 0, to: count }, histogram);
    const sums = totals(work, count);
    const open: OpenLeaf[] = [];
    const first = { node: root, depth: 0, from: 0, to: count, sums };
    this.settle(builder, first);
    this.consider(work, open, { ...first, histogram });
    for (let leaves = 1; leaves < this.rules.maxLeaves && open.length > 0; leaves++) {
      this.divide(work, builder, { open, leaf: this.next(open) });
    }
    for (const leaf of open) this.spare.push(leaf.histogram);
    return builder.finish();
  }

  private next(open: OpenLeaf[]): OpenLeaf {
    let at = 0;
    if (this.rules.growth === 'leaf') {
      for (let i = 1; i < open.length; i++) {
        if ((open[i] as OpenLeaf).split.gain > (open[at] as OpenLeaf).split.gain) at = i;
      }
    }
    return open.splice(at, 1)[0] as OpenLeaf;
  }

  /** Queues a leaf when it has a split worth making, and gives its histogram back otherwise. */
  private consider(work: TreeWork, open: OpenLeaf[], leaf: Omit<OpenLeaf, 'split'>): void {
    const split = this.finder.find(leaf.histogram, work.features, leaf.sums);
    if (split.feature >= 0) open.push({ ...leaf, split });
    else this.spare.push(leaf.histogram);
  }

  private settle(builder: TreeBuilder, leaf: Omit<OpenLeaf, 'split' | 'histogram'>): void {
    const value = leafValue(leaf.sums, this.rules.l2) * this.rules.learningRate;
    builder.setLeaf(leaf.node, { value, cover: leaf.sums.h, from: leaf.from, to: leaf.to });
  }

  private divide(work: TreeWork, builder: TreeBuilder, { open, leaf }: { open: OpenLeaf[]; leaf: OpenLeaf }): void {
    const { split, from, to, histogram } = leaf;
    const goesLeft = sideOfBins(split, this.matrix.binCounts[split.feature] as number);
    const bins = this.matrix.columns[split.feature] as Uint8Array;
    const middle = this.kernels.partition(work, { from, to }, { bins, goesLeft });
    const node = builder.setSplit(leaf.node, split, { matrix: this.matrix, goesLeft });
    const [leftSums, rightSums] = this.childSums(leaf);
    const depth = leaf.depth + 1;
    const left = { node, depth, from, to: middle, sums: leftSums };
    const right = { node: node + 1, depth, from: middle, to, sums: rightSums };
    this.settle(builder, left);
    this.settle(builder, right);
    if (depth >= this.rules.maxDepth) {
      this.spare.push(histogram);
      return;
    }
    const small = middle - from <= to - middle ? left : right;
    const smallHistogram = this.takeBuffer();
    this.kernels.buildHistogram(work, small, smallHistogram);
    this.kernels.subtractHistogram(work, histogram, smallHistogram);
    const histograms = small === left ? [smallHistogram, histogram] : [histogram, smallHistogram];
    this.consider(work, open, { ...left, histogram: histograms[0] as Float64Array });
    this.consider(work, open, { ...right, histogram: histograms[1] as Float64Array });
  }

  private childSums({ split, sums }: OpenLeaf): [NodeSums, NodeSums] {
    const { low, high } = sums;
    const left = { g: split.leftG, h: split.leftH, low, high };
    const right = { g: sums.g - split.leftG, h: sums.h - split.leftH, low, high };
    const direction = this.rules.monotone[split.feature] as number;
    if (direction === 0) return [left, right];
    const middle = (leafValue(left, this.rules.l2) + leafValue(right, this.rules.l2)) / 2;
    if (direction > 0)
      return [
        { ...left, high: middle },
        { ...right, low: middle },
      ];
    return [
      { ...left, low: middle },
      { ...right, high: middle },
    ];
  }

  private takeBuffer(): Float64Array {
    return this.spare.pop() ?? this.kernels.arena.doubles(2 * (this.matrix.offsets.at(-1) ?? 0));
  }
}

/** For every bin, the missing one included, 1 when it goes left. */
function sideOfBins(split: Split, bins: number): Uint8Array {
  const side = new Uint8Array(256);
  for (let i = 0; i <= split.bin; i++) side[split.order === undefined ? i : (split.order[i] as number)] = 1;
  side[bins] = split.isMissingLeft ? 1 : 0;
  if (split.order === undefined || !split.isMissingLeft) return side;
  // Categories that this node has not seen go where missing values go.
  const seen = new Uint8Array(256);
  for (const bin of split.order) seen[bin] = 1;
  for (let bin = 0; bin < bins; bin++) if (seen[bin] === 0) side[bin] = 1;
  return side;
}

function totals(work: TreeWork, count: number): NodeSums {
  let g = 0;
  let h = 0;
  for (let i = 0; i < count; i++) {
    const at = (work.rows[i] as number) * 2;
    g += work.gradients[at] as number;
    h += work.gradients[at + 1] as number;
  }
  return { g, h, low: -Infinity, high: Infinity };
}
