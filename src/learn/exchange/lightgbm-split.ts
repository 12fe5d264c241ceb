import { doubleBelow } from './float-threshold.ts';
import { leafNode, type ForeignNode, type ForeignTree } from './foreign-tree.ts';
import { notImported } from './import-error.ts';
import { orderTree } from './tree-order.ts';

/** Values that LightGBM takes as 0: up to 1e-35 in single precision. */
const ZERO = Math.fround(1e-35);
const UNDER_ZERO = doubleBelow(-ZERO);

/** What LightGBM takes as missing: nothing (NaN is 0), zeros and NaN, or NaN. */
export type MissingType = 'none' | 'zero' | 'nan';

export interface LightgbmSplit {
  readonly feature: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly gain: number;
  readonly missing: MissingType;
  readonly defaultLeft: boolean;
  /** Categories that go left. */
  readonly categories: readonly number[] | undefined;
}

/** An inner node; `isThreeWay` when zeros go against their side and need nodes of their own. */
export interface LightgbmNode extends ForeignNode {
  readonly isThreeWay?: boolean;
}

/** A split as a node, after `Tree::NumericalDecision` and `Tree::CategoricalDecision` of LightGBM. */
export function splitNode(split: LightgbmSplit): LightgbmNode {
  const { feature, left, right, gain, missing, defaultLeft, categories } = split;
  const shared = { feature, left, right, gain, weight: 0 };
  if (categories !== undefined) {
    return { ...shared, threshold: NaN, missingLeft: false, categories: { values: categories, goLeft: true } };
  }
  const threshold = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, split.threshold));
  const node = { ...shared, threshold, missingLeft: defaultLeft, categories: undefined };
  if (missing === 'nan') return node;
  if (missing === 'none') return { ...node, missingLeft: 0 <= threshold };
  if (threshold >= -ZERO && threshold < ZERO) return { ...node, threshold: defaultLeft ? ZERO : UNDER_ZERO };
  return { ...node, isThreeWay: threshold >= ZERO !== defaultLeft };
}

/** Gives zeros that go against their side nodes of their own; both subtrees then stand twice. */
export function expandZeros(tree: { readonly nodes: readonly LightgbmNode[]; readonly output: number }): ForeignTree {
  if (tree.nodes.every(({ isThreeWay }) => isThreeWay !== true)) return tree;
  orderTree(tree);
  const limit = 16 * tree.nodes.length + 4096;
  const nodes: ForeignNode[] = [leafNode(0)];
  const open = [{ from: 0, to: 0, share: 1 }];
  const place = (from: number, share: number): number => {
    open.push({ from, to: nodes.length, share });
    return nodes.push(leafNode(0)) - 1;
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (nodes.length > limit) throw notImported('zeros as missing values in too many splits of one tree');
    const { from, to, share } = next;
    const node = tree.nodes[from] as LightgbmNode;
    if (node.feature < 0) nodes[to] = { ...node, weight: node.weight * share };
    else if (node.isThreeWay !== true) {
      nodes[to] = { ...node, left: place(node.left, share), right: place(node.right, share) };
    } else {
      const half = share / 2;
      const [first, second] = [nodes.push(leafNode(0)) - 1, nodes.push(leafNode(0)) - 1];
      const { cuts, sides } = zeroCuts(node);
      const child = (side: number): number => place((sides[side] ?? false) ? node.left : node.right, half);
      const part = (cut: number) => ({ ...node, threshold: cuts[cut] ?? 0, gain: cut === 0 ? node.gain : 0 });
      nodes[to] = { ...part(0), missingLeft: sides[0] === node.missingLeft, left: child(0), right: first };
      nodes[first] = { ...part(1), missingLeft: true, left: child(1), right: second };
      nodes[second] = { ...part(2), missingLeft: true, left: child(2), right: child(3) };
    }
  }
  return { output: tree.output, nodes };
}

/** Three cuts, and whether the rows between them go left. */
function zeroCuts({ threshold, missingLeft }: ForeignNode): { cuts: readonly number[]; sides: readonly boolean[] } {
  return missingLeft
    ? { cuts: [threshold, UNDER_ZERO, ZERO], sides: [true, false, true, false] }
    : { cuts: [UNDER_ZERO, ZERO, threshold], sides: [true, false, true, false] };
}
