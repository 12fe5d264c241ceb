import type { Forest } from '../tree/forest.ts';
import type { ReadFeatures } from './foreign-features.ts';
import type { ForeignNode, ForeignTree } from './foreign-tree.ts';
import { notImported } from './import-error.ts';
import { orderTree, type TreeOrder } from './tree-order.ts';

/** Numbers that the leaves or the category bits of one model may hold. */
const MAX_NUMBERS = 2 ** 26;

/** A tree, or trees that part rows alike and add to one output each. */
interface Group {
  readonly order: TreeOrder;
  /** Order of each tree. */
  readonly orders: readonly TreeOrder[];
  readonly trees: readonly ForeignTree[];
}

export interface ForeignForest {
  readonly forest: Forest;
  readonly start: Float64Array;
  /** Whether the file tells how many rows reached each leaf, as explanations need. */
  readonly hasCover: boolean;
}

/**
 * Joins trees of one output each into a forest. Constants before the first split become the start; trees of all outputs that
 * follow each other and part rows alike become one with vector leaves. Sums keep their order, so their bits.
 */
export function foreignForest(
  trees: readonly ForeignTree[],
  features: ReadFeatures,
  from: Float64Array,
): ForeignForest {
  const start = Float64Array.from(from);
  const groups = groupTrees(foldConstants(trees, start), start.length);
  const forest = new ForestWriter(groups, features, start.length).write();
  return { forest, start, hasCover: groups.every(({ order }) => order.hasCover) };
}

function foldConstants(trees: readonly ForeignTree[], start: Float64Array): ForeignTree[] {
  const hasSplit = new Uint8Array(start.length);
  return trees.filter(({ nodes, output }) => {
    const [root] = nodes;
    if (root === undefined || root.feature >= 0 || !Number.isFinite(root.threshold)) {
      hasSplit[output] = 1;
      return true;
    }
    if (hasSplit[output] === 1) return root.threshold !== 0;
    start[output] = (start[output] as number) + root.threshold;
    return false;
  });
}

function groupTrees(trees: readonly ForeignTree[], outputs: number): Group[] {
  const orders = trees.map(orderTree);
  const groups: Group[] = [];
  for (let t = 0; t < trees.length;) {
    const round = trees.slice(t, t + outputs);
    const order = orders[t] as TreeOrder;
    const first: Ordered = { tree: round[0] as ForeignTree, order };
    const isRound =
      round.length === outputs &&
      round.every((tree, k) => tree.output === k && isAlike(first, { tree, order: orders[t + k] }));
    const count = isRound ? outputs : 1;
    groups.push({ order, orders: orders.slice(t, t + count), trees: round.slice(0, count) });
    t += count;
  }
  return groups;
}

interface Ordered {
  readonly tree: ForeignTree;
  readonly order: TreeOrder | undefined;
}

function isAlike({ tree: first, order }: Ordered, { tree: second, order: other }: Ordered): boolean {
  if (first === second) return true;
  if (order === undefined || other?.nodes.length !== order.nodes.length) return false;
  return order.nodes.every((index, place) => {
    const a = first.nodes[index] as ForeignNode;
    const b = second.nodes[other.nodes[place] as number] as ForeignNode;
    if (a.feature !== b.feature || order.cover[place] !== other.cover[place]) return false;
    if (a.feature < 0) return true;
    return Object.is(a.threshold, b.threshold) && a.missingLeft === b.missingLeft && sameCategories(a, b);
  });
}

function sameCategories({ categories: a }: ForeignNode, { categories: b }: ForeignNode): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.goLeft === b.goLeft && a.values.length === b.values.length && a.values.every((v, i) => v === b.values[i]);
}

/** Fills the arrays of a forest. */
class ForestWriter {
  private readonly groups: readonly Group[];
  private readonly features: ReadFeatures;
  private readonly forest: Forest;
  private node = 0;
  private leaf = 0;
  private word = 0;

  constructor(groups: readonly Group[], features: ReadFeatures, outputs: number) {
    this.groups = groups;
    this.features = features;
    const nodes = groups.reduce((sum, { order }) => sum + order.nodes.length, 0);
    const leaves = groups.reduce((sum, { order }) => sum + order.leaves, 0);
    const counts = Int32Array.from(features.indexes, (index) => index?.size ?? 0);
    const words = groups.reduce((sum, { trees }) => sum + wordsOf(trees[0] as ForeignTree, counts), 0);
    if (words > MAX_NUMBERS || leaves * outputs > MAX_NUMBERS) throw notImported('more numbers than fit into memory');
    this.forest = {
      outputs,
      roots: new Int32Array(groups.length),
      feature: new Int32Array(nodes),
      threshold: new Float64Array(nodes),
      left: new Int32Array(nodes),
      missingLeft: new Uint8Array(nodes),
      bitStart: new Int32Array(nodes).fill(-1),
      bits: new Uint32Array(words),
      cover: new Float64Array(nodes),
      gain: new Float64Array(nodes),
      values: new Float64Array(outputs === 1 ? 0 : leaves * outputs),
      categoryCounts: counts,
    };
  }

  write(): Forest {
    this.groups.forEach((group, t) => {
      const first = this.node;
      this.forest.roots[t] = first;
      for (let place = 0; place < group.order.nodes.length; place++) this.writeNode(group, place, first);
    });
    return this.forest;
  }

  private writeNode(group: Group, place: number, first: number): void {
    const { forest, node } = this;
    const { order, trees } = group;
    const own = (trees[0] as ForeignTree).nodes[order.nodes[place] as number] as ForeignNode;
    const left = order.left[place] as number;
    forest.feature[node] = own.feature;
    forest.cover[node] = order.cover[place] as number;
    forest.left[node] = left < 0 ? -1 : first + left;
    if (own.feature < 0) this.writeLeaf(group, place, own);
    else {
      forest.gain[node] = Math.max(0, Number.isFinite(own.gain) ? own.gain : 0);
      forest.missingLeft[node] = own.missingLeft ? 1 : 0;
      if (own.categories === undefined) forest.threshold[node] = own.threshold;
      else this.writeBits(own.feature, own.categories);
    }
    this.node++;
  }

  private writeLeaf({ trees, orders }: Group, place: number, own: ForeignNode): void {
    const { forest } = this;
    if (forest.outputs === 1) {
      forest.threshold[this.node] = own.threshold;
      return;
    }
    forest.threshold[this.node] = this.leaf;
    trees.forEach(({ nodes, output }, k) => {
      const at = nodes[orders[k]?.nodes[place] as number] as ForeignNode;
      forest.values[this.leaf * forest.outputs + output] = at.threshold;
    });
    this.leaf++;
  }

  private writeBits(feature: number, { values, goLeft }: NonNullable<ForeignNode['categories']>): void {
    const { forest, node } = this;
    const count = forest.categoryCounts[feature] as number;
    const words = (count + 31) >> 5;
    forest.threshold[node] = NaN;
    forest.bitStart[node] = this.word;
    if (!goLeft) {
      for (let code = 0; code < count; code++) this.setBit(code, true);
    }
    for (const value of values) this.setBit(this.features.indexes[feature]?.get(value) ?? 0, goLeft);
    this.word += words;
  }

  private setBit(code: number, isOn: boolean): void {
    const { bits } = this.forest;
    const at = this.word + (code >> 5);
    const mask = 1 << (code & 31);
    bits[at] = isOn ? (bits[at] as number) | mask : (bits[at] as number) & ~mask;
  }
}

function wordsOf({ nodes }: ForeignTree, counts: Int32Array): number {
  return nodes.reduce(
    (sum, { feature, categories }) => sum + (categories === undefined ? 0 : ((counts[feature] as number) + 31) >> 5),
    0,
  );
}
