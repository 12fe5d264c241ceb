import type { Model } from '../estimator.ts';
import type { Feature } from '../feature.ts';
import type { GbdtParts } from '../tree/gbdt-model.ts';
import { uniqueNames } from './export-lightgbm.ts';
import { floatOver } from './float-threshold.ts';
import type { ForeignNode, ForeignTree } from './foreign-tree.ts';
import { leavingParts, leavingTrees, notExported } from './leaving-trees.ts';

/** The greatest float: JSON has no infinity. */
const GREATEST = 3.4028234663852886e38;

/**
 * The JSON of XGBoost (1.7). It computes in single precision: a threshold becomes the least float above it, so every value that is a
 * float keeps its side, and leaves are rounded. Categories are counted in the order of the feature's list.
 *
 * @throws TallyError `LEARN_EXPORT_UNSUPPORTED`.
 */
export function xgboostJson(model: Model): string {
  const parts = leavingParts(model);
  const { features, forest } = parts;
  const { outputs } = forest;
  const trees = leavingTrees(parts);
  const gbtree = {
    gbtree_model_param: { num_parallel_tree: '1', num_trees: String(trees.length), size_leaf_vector: '0' },
    tree_info: trees.map(({ output }) => output),
    trees: trees.map((tree, id) => treeBody(tree, { id, features })),
  };
  const objective = objectiveOf(parts);
  const text = JSON.stringify({
    learner: {
      attributes: {},
      feature_names: uniqueNames(features, /[[\]<\p{Cc}]/gu),
      feature_types: features.map(({ kind }) => (kind === 'category' ? 'c' : 'float')),
      gradient_booster: { model: gbtree, name: 'gbtree' },
      learner_model_param: {
        base_score: objective.base,
        boost_from_average: '1',
        num_class: outputs === 1 ? '0' : String(outputs),
        num_feature: String(features.length),
        num_target: '1',
      },
      objective: objective.body,
    },
    version: [1, 7, 6],
  });
  return text.replace(FLOATS, '[$1]');
}

/** XGBoost tells whole numbers from others by their text, so arrays of floats are written by hand. */
const FLOATS = /"\\u0001([^"\\]*)\\u0001"/g;

function floats(values: readonly number[]): string {
  const texts = values.map((value) => {
    // Nine digits tell every float from the next.
    const text = String(Number(value.toPrecision(9)));
    return /[.e]/.test(text) ? text : `${text}.0`;
  });
  return `\u0001${texts.join(',')}\u0001`;
}

/** The objective, with the prediction that is margin 0: the start is a constant tree. */
function objectiveOf({ target, link, forest: { outputs } }: GbdtParts): { base: string; body: object } {
  const linear = { reg_loss_param: { scale_pos_weight: '1' } };
  if (link === 'softmax') {
    const body = { name: 'multi:softprob', softmax_multiclass_param: { num_class: String(outputs) } };
    return { base: '0', body };
  }
  if (outputs > 1) throw notExported(`a model of ${outputs} outputs with the link "${link}"`, 'use --format lightgbm');
  if (link === 'logistic') {
    return { base: '5E-1', body: { name: target === 'binary' ? 'binary:logistic' : 'reg:logistic', ...linear } };
  }
  if (link === 'log') {
    return { base: '1', body: { name: 'count:poisson', poisson_regression_param: { max_delta_step: '0.7' } } };
  }
  if (link !== 'identity') throw notExported(`a model with the link "${link}"`, 'use --format lightgbm');
  if (target !== 'ranking') return { base: '0', body: { name: 'reg:squarederror', ...linear } };
  return {
    base: '0',
    body: { name: 'rank:pairwise', lambda_rank_param: { num_pairsample: '1', fix_list_weight: '0' } },
  };
}

function treeBody({ nodes }: ForeignTree, { id, features }: { id: number; features: readonly Feature[] }): object {
  const parents = new Int32Array(nodes.length).fill(2 ** 31 - 1);
  nodes.forEach(({ feature, left, right }, index) => {
    if (feature >= 0) parents[left] = parents[right] = index;
  });
  const child = (node: ForeignNode, index: number): number => (node.feature < 0 ? -1 : index);
  return {
    base_weights: floats(nodes.map(() => 0)),
    ...categoriesOf(nodes, features),
    default_left: nodes.map(({ missingLeft }) => (missingLeft ? 1 : 0)),
    id,
    left_children: nodes.map((node) => child(node, node.left)),
    loss_changes: floats(nodes.map(({ gain }) => Math.fround(gain))),
    parents: [...parents],
    right_children: nodes.map((node) => child(node, node.right)),
    split_conditions: floats(nodes.map(conditionOf)),
    split_indices: nodes.map(({ feature }) => Math.max(0, feature)),
    split_type: nodes.map(({ categories }) => (categories === undefined ? 0 : 1)),
    sum_hessian: floats(nodes.map(({ weight }) => Math.fround(weight))),
    tree_param: {
      num_deleted: '0',
      num_feature: String(features.length),
      num_nodes: String(nodes.length),
      size_leaf_vector: '0',
    },
  };
}

function conditionOf({ feature, threshold, categories }: ForeignNode): number {
  if (categories !== undefined) return 0;
  return feature < 0 ? Math.fround(threshold) : Math.max(-GREATEST, Math.min(GREATEST, floatOver(threshold)));
}

/** XGBoost sends the categories of a set to the right. */
function categoriesOf(nodes: readonly ForeignNode[], features: readonly Feature[]): object {
  const sets = nodes.flatMap(({ feature, categories }, node) => {
    if (categories === undefined) return [];
    const isLeft = new Set(categories.values);
    const known = features[feature];
    const codes = known?.kind === 'category' ? known.categories.map((_, code) => code) : [];
    const right = codes.filter((code) => !isLeft.has(code));
    // A set may not be empty: a number that stands for no category takes the place of one.
    return [{ node, right: right.length > 0 ? right : [codes.length] }];
  });
  const starts = sets.map((_, k) => sets.slice(0, k).reduce((sum, { right }) => sum + right.length, 0));
  return {
    categories: sets.flatMap(({ right }) => right),
    categories_nodes: sets.map(({ node }) => node),
    categories_segments: starts,
    categories_sizes: sets.map(({ right }) => right.length),
  };
}
