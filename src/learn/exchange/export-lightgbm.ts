import type { Feature } from '../feature.ts';
import type { Model } from '../estimator.ts';
import type { GbdtParts } from '../tree/gbdt-model.ts';
import type { ForeignNode, ForeignTree } from './foreign-tree.ts';
import { leavingParts, leavingTrees, notExported } from './leaving-trees.ts';

/**
 * The text in which LightGBM (4.x) saves models, with every digit: read back by `importLightgbm` the model predicts the same bits.
 * Categories that are no whole numbers leave as pandas categories. Blanks in names become `_`.
 *
 * @throws TallyError `LEARN_EXPORT_UNSUPPORTED`.
 */
export function lightgbmText(model: Model): string {
  const parts = leavingParts(model);
  const { features, forest } = parts;
  const codes = categoryCodes(features);
  const trees = leavingTrees(parts).map((tree, t) => `Tree=${t}\n${treeText(tree, codes)}\n\n`);
  const objective = objectiveOf(parts);
  const head = [
    'tree',
    'version=v4',
    `num_class=${forest.outputs}`,
    `num_tree_per_iteration=${forest.outputs}`,
    'label_index=0',
    `max_feature_idx=${features.length - 1}`,
    ...(objective === undefined ? [] : [`objective=${objective}`]),
    `feature_names=${uniqueNames(features, /\s+/g).join(' ')}`,
    `feature_infos=${features.map((feature, f) => infoOf(feature, f, { forest, codes })).join(' ')}`,
    // Read by this program alone: which numbers explanations rest on.
    'cover=leaf_weight',
    `tree_sizes=${trees.map((text) => text.length).join(' ')}`,
  ];
  const pandas = codes.isPandas ? features.flatMap((f) => (f.kind === 'category' ? [f.categories] : [])) : null;
  return [
    `${head.join('\n')}\n\n${trees.join('')}end of trees\n`,
    'feature_importances:\n',
    'parameters:\nend of parameters\n',
    `pandas_categorical:${JSON.stringify(pandas)}\n`,
  ].join('\n');
}

function objectiveOf({ target, link, forest: { outputs } }: GbdtParts): string | undefined {
  if (link === 'softmax') return `multiclass num_class:${outputs}`;
  if (link === 'logistic' && outputs > 1) return `multiclassova num_class:${outputs} sigmoid:1`;
  if (link === 'logistic') return target === 'binary' ? 'binary sigmoid:1' : 'cross_entropy';
  if (outputs > 1 && link !== 'identity') throw notExported(`a model of ${outputs} outputs with the link "${link}"`);
  if (link === 'log') return 'poisson';
  if (link === 'signed-square') return 'regression sqrt';
  if (outputs > 1) return undefined;
  return target === 'ranking' ? 'lambdarank' : 'regression';
}

/** Names without what a format cannot hold, still different from each other. */
export function uniqueNames(features: readonly Feature[], forbidden: RegExp): string[] {
  const used = new Set<string>();
  return features.map(({ name }, f) => {
    const plain = name.replace(forbidden, '_') || `f${f}`;
    let own = plain;
    for (let k = 2; used.has(own); k++) own = `${plain}_${k}`;
    used.add(own);
    return own;
  });
}

interface CategoryCodes {
  /** Categories of each feature. */
  readonly counts: Int32Array;
  /** Whether texts leave as pandas categories. */
  readonly isPandas: boolean;
  /** The number that stands for a category. */
  readonly codeOf: (feature: number, category: number) => number;
}

/** Whole numbers stand for themselves when all categories are such, else categories are counted. */
function categoryCodes(features: readonly Feature[]): CategoryCodes {
  const texts = features.map((feature) => (feature.kind === 'category' ? feature.categories : []));
  const isPandas = !texts.every((own) => own.every((text) => /^(0|[1-9]\d{0,4})$/.test(text)));
  const counts = Int32Array.from(texts, ({ length }) => length);
  return {
    counts,
    isPandas,
    codeOf: (feature, category) => (isPandas ? category : Number(texts[feature]?.[category])),
  };
}

function infoOf(
  feature: Feature,
  index: number,
  { forest, codes }: { forest: GbdtParts['forest']; codes: CategoryCodes },
): string {
  if (feature.kind === 'category') {
    return feature.categories.map((_, category) => codes.codeOf(index, category)).join(':') || 'none';
  }
  const limits = forest.threshold.filter((_, node) => forest.feature[node] === index);
  return limits.length === 0
    ? 'none'
    : `[${limits.reduce((a, b) => Math.min(a, b))}:${limits.reduce((a, b) => Math.max(a, b))}]`;
}

/** Bits of a decision: categorical, missing goes left, and NaN is what is missing. */
const [CATEGORY, DEFAULT_LEFT, NAN_MISSING] = [1, 2, 8] as const;

function treeText(tree: ForeignTree, codes: CategoryCodes): string {
  const nodes = tree.nodes.map((node) => missingRight(node, codes.counts));
  const [splits, leaves] = [nodes.filter(({ feature }) => feature >= 0), nodes.filter(({ feature }) => feature < 0)];
  const sets = splits.flatMap(({ feature, categories }) =>
    categories === undefined ? [] : [wordsOf(categories.values.map((category) => codes.codeOf(feature, category)))],
  );
  const bounds = sets.reduce((ends, words) => [...ends, (ends.at(-1) ?? 0) + words.length], [0]);
  const fields: Readonly<Record<string, readonly number[]>> = {
    num_leaves: [leaves.length],
    num_cat: [sets.length],
    ...splitFields(nodes, splits, leaves),
    leaf_value: leaves.map(({ threshold }) => threshold),
    leaf_weight: leaves.map(({ weight }) => weight),
    leaf_count: leaves.map(rowsOf),
    ...(sets.length === 0 ? {} : { cat_boundaries: bounds, cat_threshold: sets.flat() }),
    is_linear: [0],
    shrinkage: [1],
  };
  const lines = Object.entries(fields).map(([name, values]) => `${name}=${values.join(' ')}\n`);
  return lines.join('');
}

type Nodes = readonly ForeignNode[];

function splitFields(nodes: Nodes, splits: Nodes, leaves: Nodes): Record<string, readonly number[]> {
  const places = new Map([
    ...splits.map((node, k) => [node, k] as const),
    ...leaves.map((node, k) => [node, ~k] as const),
  ]);
  const place = (index: number): number => places.get(nodes[index] as ForeignNode) ?? 0;
  let set = 0;
  return {
    split_feature: splits.map(({ feature }) => feature),
    split_gain: splits.map(({ gain }) => gain),
    threshold: splits.map(({ threshold, categories }) => (categories === undefined ? threshold : set++)),
    decision_type: splits.map(decisionType),
    left_child: splits.map(({ left }) => place(left)),
    right_child: splits.map(({ right }) => place(right)),
    internal_value: splits.map(() => 0),
    internal_weight: splits.map(({ weight }) => weight),
    internal_count: splits.map(rowsOf),
  };
}

/** LightGBM counts rows where our trees sum Hessians. */
function rowsOf({ weight }: ForeignNode): number {
  return Math.max(1, Math.round(weight));
}

function decisionType({ categories, missingLeft }: ForeignNode): number {
  return NAN_MISSING | (categories !== undefined ? CATEGORY : missingLeft ? DEFAULT_LEFT : 0);
}

/** LightGBM sends missing categories to the right: where ours go left, sides and set are turned round. */
function missingRight(node: ForeignNode, counts: Int32Array): ForeignNode {
  const { categories, missingLeft, left, right } = node;
  if (categories === undefined || !missingLeft) return node;
  const isLeft = new Set(categories.values);
  const others = Array.from({ length: counts[node.feature] as number }, (_, code) => code).filter(
    (c) => !isLeft.has(c),
  );
  return { ...node, missingLeft: false, left: right, right: left, categories: { values: others, goLeft: true } };
}

function wordsOf(codes: readonly number[]): number[] {
  const words = new Uint32Array(Math.max(1, (codes.reduce((top, code) => Math.max(top, code), 0) >> 5) + 1));
  for (const code of codes) words[code >> 5] = (words[code >> 5] as number) | (1 << (code & 31));
  return [...words];
}
