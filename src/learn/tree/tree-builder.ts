import type { NodeRange } from './kernels.ts';
import type { BinnedMatrix } from './matrix.ts';
import type { Split } from './split-rules.ts';

/** One tree as parallel arrays. The children of an inner node are `left` and `left + 1`; a leaf has feature -1. */
export interface GrownTree {
  readonly feature: readonly number[];
  /** Inner numeric node: values <= it go left; categorical node: NaN. Leaf: its number. */
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly missingLeft: readonly number[];
  readonly cover: readonly number[];
  readonly gain: readonly number[];
  /** Categorical nodes: bit c of word c >> 5 is 1 when category c goes left. */
  readonly categories: readonly (Uint32Array | undefined)[];
  /** Inner nodes: for every bin, 1 when it goes left. */
  readonly goesLeft: readonly (Uint8Array | undefined)[];
  /** Leaves x outputs. */
  readonly values: Float64Array;
}

/** Collects the nodes of a growing tree. */
export class TreeBuilder {
  private readonly feature: number[] = [];
  private readonly threshold: number[] = [];
  private readonly left: number[] = [];
  private readonly missingLeft: number[] = [];
  private readonly cover: number[] = [];
  private readonly gain: number[] = [];
  private readonly categories: (Uint32Array | undefined)[] = [];
  private readonly goesLeft: (Uint8Array | undefined)[] = [];
  private readonly ranges: NodeRange[] = [];

  /** Adds the root, a leaf with these rows. */
  addRoot(range: NodeRange, cover: number): number {
    return this.addNode(range, cover);
  }

  /** Turns a leaf into an inner node with two leaves; returns the left one, the right one follows it. */
  split(node: number, split: Split, sides: Sides): number {
    const { matrix, goesLeft, covers, middle } = sides;
    const { from, to } = this.ranges[node] as NodeRange;
    const isCategorical = split.order !== undefined;
    this.feature[node] = split.feature;
    this.threshold[node] = isCategorical ? NaN : (matrix.cuts[split.feature]?.[split.bin] ?? Number.MAX_VALUE);
    this.missingLeft[node] = split.isMissingLeft ? 1 : 0;
    this.gain[node] = split.gain;
    this.categories[node] = isCategorical ? bitsOf(goesLeft, matrix.binCounts[split.feature] as number) : undefined;
    this.goesLeft[node] = goesLeft;
    const left = this.addNode({ from, to: middle }, covers[0]);
    this.addNode({ from: middle, to }, covers[1]);
    this.left[node] = left;
    return left;
  }

  /** The leaves in the order of their nodes. */
  leaves(): readonly { readonly node: number; readonly range: NodeRange }[] {
    return this.ranges.map((range, node) => ({ range, node })).filter(({ node }) => (this.feature[node] as number) < 0);
  }

  /** The tree with these values, leaves x outputs. */
  finish(values: Float64Array): GrownTree {
    const { feature, threshold, left, missingLeft, cover, gain, categories, goesLeft } = this;
    this.leaves().forEach(({ node }, leaf) => (threshold[node] = leaf));
    return { feature, threshold, left, missingLeft, cover, gain, categories, goesLeft, values };
  }

  private addNode(range: NodeRange, cover: number): number {
    this.feature.push(-1);
    this.threshold.push(0);
    this.left.push(-1);
    this.missingLeft.push(0);
    this.cover.push(cover);
    this.gain.push(0);
    this.categories.push(undefined);
    this.goesLeft.push(undefined);
    this.ranges.push(range);
    return this.feature.length - 1;
  }
}

/** How a split divides its node. */
export interface Sides {
  readonly matrix: BinnedMatrix;
  readonly goesLeft: Uint8Array;
  readonly covers: readonly [number, number];
  /** Where the rows of the right child begin. */
  readonly middle: number;
}

function bitsOf(goesLeft: Uint8Array, categories: number): Uint32Array {
  const bits = new Uint32Array((categories + 31) >> 5);
  for (let category = 0; category < categories; category++) {
    if (goesLeft[category] === 1)
      bits[category >> 5] = ((bits[category >> 5] as number) | (1 << (category & 31))) >>> 0;
  }
  return bits;
}
