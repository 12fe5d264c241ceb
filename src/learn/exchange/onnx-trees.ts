import { doubleBelow, limitBelow, limitUpTo } from './float-threshold.ts';
import { leafNode, type ForeignNode, type ForeignTree } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';
import type { OnnxEnsemble } from './onnx-graph.ts';
import { orderTree } from './tree-order.ts';

/** Leaf values of an ensemble: `<prefix>_treeids`, `_nodeids`, `_ids` and `_weights`. */
export type OnnxPrefix = 'class' | 'target';

interface Leaf {
  readonly output: number;
  readonly value: number;
}

/** Trees of an ensemble, one for each output to which a tree adds. */
export function readOnnxTrees(ensemble: OnnxEnsemble, prefix: OnnxPrefix): ForeignTree[] {
  const trees = ensemble.integers('nodes_treeids');
  const ids = ensemble.integers('nodes_nodeids');
  if (ids.length !== trees.length) throw badFile('the arrays of its trees differ in length');
  const places = new Map<number, Map<number, number>>();
  trees.forEach((tree, i) => {
    const own = places.get(tree) ?? new Map<number, number>();
    if (own.has(ids[i] as number)) throw badFile(`node ${ids[i]} of tree ${tree} is there twice`);
    own.set(ids[i] as number, i);
    places.set(tree, own);
  });
  const leaves = readLeaves(ensemble, prefix);
  const read = nodeReader(ensemble, trees.length);
  return [...places].flatMap(([tree, nodes]) => {
    const index = new Map([...nodes.keys()].map((id, k) => [id, k]));
    const at = (id: number): number => index.get(id) ?? -1;
    const own = leaves.get(tree) ?? new Map<number, Leaf[]>();
    const outputs = new Set([...own.values()].flat().map(({ output }) => output));
    return [...outputs]
      .sort((a, b) => a - b)
      .map((output): ForeignTree => {
        const found = [...nodes].map(([id, i]) => read(i, at) ?? leafNode(valueOf(own.get(id), output)));
        // The first node is the root, so all others hang on it.
        if (orderTree({ nodes: found, output }).nodes.length === found.length) return { nodes: found, output };
        throw badFile(`tree ${tree} has nodes that its first node does not lead to`);
      });
  });
}

function valueOf(leaves: readonly Leaf[] | undefined, output: number): number {
  return (leaves ?? []).reduce((sum, leaf) => sum + (leaf.output === output ? leaf.value : 0), 0);
}

function readLeaves(ensemble: OnnxEnsemble, prefix: OnnxPrefix): Map<number, Map<number, Leaf[]>> {
  const [trees, nodes] = [ensemble.integers(`${prefix}_treeids`), ensemble.integers(`${prefix}_nodeids`)];
  const [outputs, values] = [ensemble.integers(`${prefix}_ids`), ensemble.numbers(`${prefix}_weights`)];
  if ([nodes, outputs, values].some(({ length }) => length !== trees.length)) {
    throw badFile('the arrays of its leaves differ in length');
  }
  const leaves = new Map<number, Map<number, Leaf[]>>();
  trees.forEach((tree, i) => {
    const own = leaves.get(tree) ?? new Map<number, Leaf[]>();
    const at = own.get(nodes[i] as number) ?? [];
    at.push({ output: outputs[i] as number, value: values[i] as number });
    own.set(nodes[i] as number, at);
    leaves.set(tree, own);
  });
  return leaves;
}

/** How each comparison parts rows: the greatest double of the lower side, and whether the lower side is the true branch. */
const COMPARISONS: Readonly<Record<string, { readonly isBelow: boolean; readonly lowIsTrue: boolean }>> = {
  BRANCH_LEQ: { isBelow: false, lowIsTrue: true },
  BRANCH_LT: { isBelow: true, lowIsTrue: true },
  BRANCH_GTE: { isBelow: true, lowIsTrue: false },
  BRANCH_GT: { isBelow: false, lowIsTrue: false },
};

/** Reads inner node `i`; undefined for a leaf. */
function nodeReader(
  ensemble: OnnxEnsemble,
  count: number,
): (i: number, placeOf: (id: number) => number) => ForeignNode | undefined {
  const [modes, values] = [ensemble.texts('nodes_modes'), ensemble.numbers('nodes_values')];
  const [features, missing] = [
    ensemble.integers('nodes_featureids'),
    ensemble.integers('nodes_missing_value_tracks_true'),
  ];
  const [yes, no] = [ensemble.integers('nodes_truenodeids'), ensemble.integers('nodes_falsenodeids')];
  if ([modes, values, features, yes, no].some(({ length }) => length !== count)) {
    throw badFile('the arrays of its trees differ in length');
  }
  return (i, placeOf) => {
    const mode = modes[i] as string;
    if (mode === 'LEAF') return undefined;
    const comparison = Object.hasOwn(COMPARISONS, mode) ? COMPARISONS[mode] : undefined;
    if (comparison === undefined) throw notImported(`the comparison "${mode}"`);
    const limit = values[i] as number;
    const { isBelow, lowIsTrue } = comparison;
    const threshold = ensemble.isDouble
      ? isBelow
        ? doubleBelow(limit)
        : limit
      : (isBelow ? limitBelow : limitUpTo)(singleLimit(limit));
    const [low, high] = lowIsTrue ? [yes, no] : [no, yes];
    return {
      ...{ feature: features[i] as number, threshold, weight: 0, gain: 0, categories: undefined },
      ...{ left: placeOf(low[i] as number), right: placeOf(high[i] as number) },
      missingLeft: (missing[i] === 1) === lowIsTrue,
    };
  };
}

function singleLimit(limit: number): number {
  if (Math.fround(limit) === limit) return limit;
  throw notImported('double-precision thresholds on single-precision inputs');
}
