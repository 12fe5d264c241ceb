/** The categories by which a node parts its rows; all others, and missing values, go to the other side. */
interface CategorySplit {
  readonly values: readonly number[];
  /** Whether the values named go left; else they go right. */
  readonly goLeft: boolean;
}

/** A node of a tree of another program. */
export interface ForeignNode {
  /** -1 for a leaf. */
  readonly feature: number;
  /** Inner node: values <= it go left. Leaf: its value. */
  readonly threshold: number;
  /** Indexes into the nodes of the tree. */
  readonly left: number;
  readonly right: number;
  readonly missingLeft: boolean;
  readonly categories: CategorySplit | undefined;
  /** Leaf: rows or Hessians that reached it in training; 0 when the file does not say. */
  readonly weight: number;
  readonly gain: number;
}

/** A tree of another program: its root is node 0. */
export interface ForeignTree {
  readonly nodes: readonly ForeignNode[];
  /** The output to which it adds. */
  readonly output: number;
}

export function leafNode(value: number, weight = 0): ForeignNode {
  return {
    ...{ feature: -1, threshold: value, left: -1, right: -1, missingLeft: false, categories: undefined },
    ...{ weight, gain: 0 },
  };
}

/** The tree with every leaf times a factor. */
export function scaleTree(tree: ForeignTree, factor: number): ForeignTree {
  if (factor === 1) return tree;
  const nodes = tree.nodes.map((node) => (node.feature < 0 ? { ...node, threshold: node.threshold * factor } : node));
  return { ...tree, nodes };
}
