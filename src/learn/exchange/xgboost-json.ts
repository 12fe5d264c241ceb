import { parse, z } from '#base';
import { scaleTree, type ForeignTree } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';
import { MAX_FEATURES, numberedNames, xgboostNode, type XgboostFile } from './xgboost-file.ts';

/** Categorical splits have NaN as their threshold, which is null in what is left of their JSON. */
const numbers = z
  .array(z.custom<number | null>((value) => value === null || typeof value === 'number'))
  .transform((values) => values.map((value) => value ?? NaN));
/** Flags were truth values once. */
const flags = z.array(z.union([z.number(), z.boolean()]));
const count = z.coerce.number().int().min(0);

const treeSchema = z.object({
  left_children: numbers,
  right_children: numbers,
  split_indices: numbers,
  split_conditions: numbers,
  default_left: flags,
  sum_hessian: numbers.default([]),
  loss_changes: numbers.default([]),
  split_type: numbers.default([]),
  categories: numbers.default([]),
  categories_nodes: numbers.default([]),
  categories_segments: numbers.default([]),
  categories_sizes: numbers.default([]),
  tree_param: z.object({ size_leaf_vector: count.default(0) }).default({ size_leaf_vector: 0 }),
});

const forestSchema = z.object({
  gbtree_model_param: z.object({ num_parallel_tree: count.default(1) }).default({ num_parallel_tree: 1 }),
  tree_info: z.array(z.number().int().min(0)),
  trees: z.array(treeSchema),
});

const schema = z.object({
  version: z.array(z.number()).default([]),
  learner: z.object({
    feature_names: z.array(z.string()).default([]),
    feature_types: z.array(z.string()).default([]),
    gradient_booster: z.object({
      name: z.string(),
      model: z.unknown().optional(),
      gbtree: z.unknown().optional(),
      weight_drop: numbers.default([]),
    }),
    learner_model_param: z.object({
      base_score: z.union([z.string(), z.number()]),
      num_class: count.default(0),
      num_feature: count,
      num_target: count.default(1),
    }),
    objective: z.object({ name: z.string() }),
  }),
});

type Tree = z.infer<typeof treeSchema>;
type Booster = z.infer<typeof schema>['learner']['gradient_booster'];

const AS_FILE = { what: 'the XGBoost model', code: 'LEARN_IMPORT_FORMAT' } as const;

/** Reads the JSON document of XGBoost 1.0 and later, which its UBJSON files hold too. */
export function readXgboostJson(input: unknown): XgboostFile {
  const { learner, version } = parse(schema, input, AS_FILE);
  const {
    num_class: classes,
    num_feature: features,
    num_target: targets,
    base_score: base,
  } = learner.learner_model_param;
  if (features > MAX_FEATURES) throw badFile(`it has ${features} features`);
  const types = learner.feature_types;
  return {
    version: version.join('.'),
    objective: learner.objective.name,
    outputs: Math.max(1, classes, targets),
    base: String(base).replace(/[[\]]/g, '').split(',').map(Number),
    isBaseMargin: false,
    names: learner.feature_names.length > 0 ? learner.feature_names : numberedNames(features),
    categorical: types.flatMap((type, f) => (type === 'c' ? [f] : [])),
    booster: readBooster(learner.gradient_booster, Math.max(1, classes, targets)),
  };
}

function readBooster(booster: Booster, outputs: number): XgboostFile['booster'] {
  if (booster.name === 'gblinear') {
    const { weights } = parse(z.object({ weights: numbers }), booster.model, AS_FILE);
    return { kind: 'linear', weights };
  }
  if (booster.name !== 'gbtree' && booster.name !== 'dart') throw notImported(`the booster "${booster.name}"`);
  const inner = booster.name === 'dart' ? parse(z.object({ model: z.unknown() }), booster.gbtree, AS_FILE) : booster;
  const model = parse(forestSchema, inner.model, AS_FILE);
  const { weight_drop: weights } = booster;
  if (
    model.tree_info.length !== model.trees.length ||
    (booster.name === 'dart' && weights.length !== model.trees.length)
  ) {
    throw badFile('it does not say to which output each tree belongs');
  }
  const trees = model.trees.map((tree, t) => {
    const read = readTree(tree, model.tree_info[t] as number);
    return booster.name === 'dart' ? scaleTree(read, weights[t] as number) : read;
  });
  return { kind: 'trees', trees, treesPerRound: outputs * Math.max(1, model.gbtree_model_param.num_parallel_tree) };
}

function readTree(tree: Tree, output: number): ForeignTree {
  if (tree.tree_param.size_leaf_vector > 1) throw notImported('trees with several outputs');
  const { left_children: left, right_children: right, split_indices: split, split_conditions: value } = tree;
  const { default_left: defaults, sum_hessian: hessians, loss_changes: gains, split_type: types } = tree;
  const size = left.length;
  const isOptional = (list: readonly unknown[]): boolean => list.length === 0 || list.length === size;
  if (
    ![right, split, value, defaults].every((list) => list.length === size) ||
    ![hessians, gains, types].every(isOptional)
  ) {
    throw badFile('the arrays of a tree differ in length');
  }
  const sets = categorySets(tree);
  const nodes = left.map((child, i) => {
    const categories = sets.get(i);
    if ((types[i] === 1 && child >= 0) !== (categories !== undefined)) throw badFile('a split lacks its categories');
    return xgboostNode({
      ...{ left: child, right: right[i] as number, feature: split[i] as number, value: value[i] as number, categories },
      ...{ defaultLeft: Number(defaults[i]) === 1, hessian: hessians[i] ?? 0, gain: gains[i] ?? 0 },
    });
  });
  return { nodes, output };
}

function categorySets(tree: Tree): Map<number, number[]> {
  const { categories, categories_nodes: nodes, categories_segments: from, categories_sizes: sizes } = tree;
  if (from.length !== nodes.length || sizes.length !== nodes.length) throw badFile('categories do not fit their nodes');
  return new Map(
    nodes.map((node, k) => {
      const [start, size] = [from[k] as number, sizes[k] as number];
      const own = categories.slice(start, start + size);
      if (own.length === size && own.every((code) => Number.isInteger(code) && code >= 0)) return [node, own];
      throw badFile('categories do not fit their nodes');
    }),
  );
}
