import type { GrownTree } from './tree-builder.ts';

/** All trees of a model in flat arrays. Nodes of tree t start at `roots[t]`; children of a node are adjacent. */
export interface Forest {
  /** Values per leaf. */
  readonly outputs: number;
  readonly roots: Int32Array;
  /** Feature of an inner node, -1 for a leaf. */
  readonly feature: Int32Array;
  /** Inner numeric node: values <= it go left; categorical node: NaN. Leaf: its value, or its number when outputs > 1. */
  readonly threshold: Float64Array;
  /** Left child; the right one is the next node. */
  readonly left: Int32Array;
  readonly missingLeft: Uint8Array;
  /** First word of the node's category bits, -1 for a numeric node. */
  readonly bitStart: Int32Array;
  readonly bits: Uint32Array;
  /** Sum of Hessians that reached the node in training. */
  readonly cover: Float64Array;
  /** Gain of an inner node, 0 for a leaf. */
  readonly gain: Float64Array;
  /** With several outputs: leaves x outputs. */
  readonly values: Float64Array;
  /** Categories per feature, 0 for numbers: codes outside are missing. */
  readonly categoryCounts: Int32Array;
}

/** Joins grown trees into one forest. */
export function toForest(trees: readonly GrownTree[], outputs: number, categoryCounts: Int32Array): Forest {
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const words = trees.flatMap((tree) => tree.categories).reduce((sum, bits) => sum + (bits?.length ?? 0), 0);
  const forest = allocate(trees.length, nodes, words);
  const values = new Float64Array(outputs === 1 ? 0 : trees.reduce((sum, tree) => sum + tree.values.length, 0));
  let [node, word, leaves] = [0, 0, 0];
  trees.forEach((tree, t) => {
    forest.roots[t] = node;
    const first = node;
    tree.feature.forEach((feature, i) => {
      const limit = tree.threshold[i] as number;
      forest.feature[node] = feature;
      forest.threshold[node] = feature >= 0 ? limit : outputs === 1 ? (tree.values[limit] as number) : leaves + limit;
      forest.left[node] = feature < 0 ? -1 : first + (tree.left[i] as number);
      forest.missingLeft[node] = tree.missingLeft[i] as number;
      forest.cover[node] = tree.cover[i] as number;
      forest.gain[node] = tree.gain[i] as number;
      const bits = tree.categories[i];
      forest.bitStart[node] = bits === undefined ? -1 : word;
      forest.bits.set(bits ?? [], word);
      word += bits?.length ?? 0;
      node++;
    });
    if (outputs > 1) values.set(tree.values, leaves * outputs);
    leaves += tree.values.length / outputs;
  });
  return { ...forest, outputs, values, categoryCounts };
}

function allocate(trees: number, nodes: number, words: number): Omit<Forest, 'categoryCounts' | 'outputs' | 'values'> {
  return {
    roots: new Int32Array(trees),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    bitStart: new Int32Array(nodes),
    bits: new Uint32Array(words),
    cover: new Float64Array(nodes),
    gain: new Float64Array(nodes),
  };
}

/** The child that a row enters from inner node `node`. */
export function nextNode(forest: Forest, node: number, row: Float64Array): number {
  const feature = forest.feature[node] as number;
  const value = row[feature] as number;
  const left = forest.left[node] as number;
  const start = forest.bitStart[node] as number;
  if (start < 0) {
    if (value <= (forest.threshold[node] as number)) return left;
    return value === value ? left + 1 : left + 1 - (forest.missingLeft[node] as number);
  }
  if (!(value >= 0 && value < (forest.categoryCounts[feature] as number))) {
    return left + 1 - (forest.missingLeft[node] as number);
  }
  const word = forest.bits[start + (value >> 5)] as number;
  return left + 1 - ((word >>> (value & 31)) & 1);
}

/** The leaf that a row reaches from `root`. */
export function leafOf(forest: Forest, root: number, row: Float64Array): number {
  const { feature, threshold, left } = forest;
  let node = root;
  for (let f = feature[node] as number; f >= 0; f = feature[node] as number) {
    const value = row[f] as number;
    const limit = threshold[node] as number;
    // A missing value and a categorical node (limit NaN) fail both comparisons.
    if (value <= limit) node = left[node] as number;
    else if (value > limit) node = (left[node] as number) + 1;
    else node = nextNode(forest, node, row);
  }
  return node;
}

/** One output: the sum of the leaf values that a row reaches, added to `start` in the order of the trees. */
export function marginOf(forest: Forest, row: Float64Array, start: number): number {
  const { roots, feature, threshold, left } = forest;
  let margin = start;
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t] as number;
    for (let f = feature[node] as number; f >= 0; f = feature[node] as number) {
      const value = row[f] as number;
      const limit = threshold[node] as number;
      if (value <= limit) node = left[node] as number;
      else if (value > limit) node = (left[node] as number) + 1;
      else node = nextNode(forest, node, row);
    }
    margin += threshold[node] as number;
  }
  return margin;
}

/** Any number of outputs: adds the values of the leaves that a row reaches to `margins`. */
export function addMargins(forest: Forest, row: Float64Array, margins: Float64Array): void {
  const { roots, threshold, values, outputs } = forest;
  if (outputs === 1) {
    margins[0] = marginOf(forest, row, margins[0] as number);
    return;
  }
  for (let t = 0; t < roots.length; t++) {
    const at = (threshold[leafOf(forest, roots[t] as number, row)] as number) * outputs;
    for (let k = 0; k < outputs; k++) margins[k] = (margins[k] as number) + (values[at + k] as number);
  }
}
