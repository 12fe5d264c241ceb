import type { BinnedMatrix } from './binned.ts';
import type { Split } from './split.ts';

/** A leaf's value and the rows (a range of the tree's row order) that ended in it. */
export interface LeafFill {
  readonly value: number;
  readonly cover: number;
  readonly from: number;
  readonly to: number;
}

/** One tree as parallel arrays. The children of an inner node are `left` and `left + 1`; a leaf has feature -1. */
export interface GrownTree {
  readonly feature: readonly number[];
  /** Inner numeric node: values <= it go left; categorical node: NaN. Leaf: its value. */
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly missingLeft: readonly number[];
  readonly cover: readonly number[];
  readonly gain: readonly number[];
  /** Categorical nodes: bit c of word c >> 5 is 1 when category c goes left. */
  readonly categories: readonly (Uint32Array | undefined)[];
  /** Inner nodes: for every bin, 1 when it goes left. */
  readonly goesLeft: readonly (Uint8Array | undefined)[];
  readonly leafFrom: readonly number[];
  readonly leafTo: readonly number[];
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
  private readonly leafFrom: number[] = [];
  private readonly leafTo: number[] = [];

  addRoot(): number {
    return this.addNode();
  }

  setLeaf(node: number, fill: LeafFill): void {
    this.threshold[node] = fill.value + 0;
    this.cover[node] = fill.cover;
    this.leafFrom[node] = fill.from;
    this.leafTo[node] = fill.to;
  }

  /** Turns a leaf into an inner node and returns its left child; the right one follows it. */
  setSplit(node: number, split: Split, sides: { matrix: BinnedMatrix; goesLeft: Uint8Array }): number {
    const { matrix, goesLeft } = sides;
    const isCategorical = split.order !== undefined;
    this.feature[node] = split.feature;
    this.threshold[node] = isCategorical ? NaN : (matrix.cuts[split.feature]?.[split.bin] ?? Number.MAX_VALUE);
    this.missingLeft[node] = split.isMissingLeft ? 1 : 0;
    this.gain[node] = split.gain;
    this.categories[node] = isCategorical ? bitsOf(goesLeft, matrix.binCounts[split.feature] as number) : undefined;
    this.goesLeft[node] = goesLeft;
    const left = this.addNode();
    this.addNode();
    this.left[node] = left;
    return left;
  }

  finish(): GrownTree {
    const { feature, threshold, left, missingLeft, cover, gain, categories, goesLeft, leafFrom, leafTo } = this;
    return { feature, threshold, left, missingLeft, cover, gain, categories, goesLeft, leafFrom, leafTo };
  }

  private addNode(): number {
    this.feature.push(-1);
    this.threshold.push(0);
    this.left.push(-1);
    this.missingLeft.push(0);
    this.cover.push(0);
    this.gain.push(0);
    this.categories.push(undefined);
    this.goesLeft.push(undefined);
    this.leafFrom.push(0);
    this.leafTo.push(0);
    return this.feature.length - 1;
  }
}

function bitsOf(goesLeft: Uint8Array, categories: number): Uint32Array {
  const bits = new Uint32Array((categories + 31) >> 5);
  for (let category = 0; category < categories; category++) {
    if (goesLeft[category] === 1)
      bits[category >> 5] = ((bits[category >> 5] as number) | (1 << (category & 31))) >>> 0;
  }
  return bits;
}
